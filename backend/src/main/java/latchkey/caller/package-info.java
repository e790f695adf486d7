/** The sender of a request before sign-in: network, browser and device. */
@CheckReturnValue
@NullMarked
package latchkey.caller;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
