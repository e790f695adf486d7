/** The pool, the migrations and named SQLSTATEs. */
@CheckReturnValue
@NullMarked
package latchkey.database;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
