/** Forgot password: ask for a link, redeem it. */
@CheckReturnValue
@NullMarked
package latchkey.reset;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
