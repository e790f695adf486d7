/** Sign-in of staff, activation, and who may open which view. */
@CheckReturnValue
@NullMarked
package latchkey.admin.login;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
