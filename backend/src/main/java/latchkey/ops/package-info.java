/** Health and metrics for operators. */
@CheckReturnValue
@NullMarked
package latchkey.ops;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
