/**
 * Passwords and the rules for new ones. How they are hashed and when is up to the packages below, which this one
 * doesn't know.
 */
@CheckReturnValue
@NullMarked
package latchkey.password;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
