/** Contacts: the list, and one contact beside it. */
@CheckReturnValue
@NullMarked
package latchkey.admin.contact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
