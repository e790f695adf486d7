/** Argon2id, and {@link latchkey.password.hash.PasswordHasher}, the only way to it for the rest of Latchkey. */
@CheckReturnValue
@NullMarked
package latchkey.password.hash;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
