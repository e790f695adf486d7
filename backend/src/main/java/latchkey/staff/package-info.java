/** Staff members and their sign-in. */
@CheckReturnValue
@NullMarked
package latchkey.staff;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
