/** Contacts and their portal access, as the staff API describes them. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.contact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
