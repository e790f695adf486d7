/** Contacts: the grid, one contact beside it, and the Customer Portal tab. */
@CheckReturnValue
@NullMarked
package latchkey.admin.contact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
