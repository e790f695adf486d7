/** The embedded PostgreSQL: a real one, whose data outlives every end of the sandbox. */
@CheckReturnValue
@NullMarked
package latchkey.sandbox.postgres;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
