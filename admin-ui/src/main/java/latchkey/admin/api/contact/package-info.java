/** Contacts and their portal access, as the staff API writes them. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.contact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
