/** Rate limits, shared by all backends. */
@CheckReturnValue
@NullMarked
package latchkey.limit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
