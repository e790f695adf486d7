/** Passwords: which are valid, how they are hashed, and the bounded pool that hashes them. */
@CheckReturnValue
@NullMarked
package latchkey.password;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
