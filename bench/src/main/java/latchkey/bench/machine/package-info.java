/** The machine under load: its processes, PostgreSQL among them, and the resources they use. */
@CheckReturnValue
@NullMarked
package latchkey.bench.machine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
