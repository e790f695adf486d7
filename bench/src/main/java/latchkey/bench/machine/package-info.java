/** The machine under load: the processes on it, PostgreSQL among them, and what they take. */
@CheckReturnValue
@NullMarked
package latchkey.bench.machine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
