/** Signing in and out. */
@CheckReturnValue
@NullMarked
package latchkey.login;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
