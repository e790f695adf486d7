/** The load tests: what they run, against what, and what came out. */
@CheckReturnValue
@NullMarked
package latchkey.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
