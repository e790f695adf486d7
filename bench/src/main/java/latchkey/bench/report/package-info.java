/** What the tables, the picture and the raw results look like. */
@CheckReturnValue
@NullMarked
package latchkey.bench.report;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
