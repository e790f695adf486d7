/** An application that clients sign in to with Latchkey, and its proxy. */
@CheckReturnValue
@NullMarked
package latchkey.bench.openid;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
