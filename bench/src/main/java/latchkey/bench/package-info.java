/** The load tests: the runs, what they measure, and the results. */
@CheckReturnValue
@NullMarked
package latchkey.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
