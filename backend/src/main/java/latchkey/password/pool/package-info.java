/** The threads that hash and the bounded queue in front of them; it knows neither passwords nor hashes. */
@CheckReturnValue
@NullMarked
package latchkey.password.pool;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
