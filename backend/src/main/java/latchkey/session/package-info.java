/** Signed-in browsers and programs: sessions, refresh tokens, access tokens. */
@CheckReturnValue
@NullMarked
package latchkey.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
