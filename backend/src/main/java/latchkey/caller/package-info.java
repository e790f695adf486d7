/** Who sends a request: network, browser and device, before anybody is signed in. */
@CheckReturnValue
@NullMarked
package latchkey.caller;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
