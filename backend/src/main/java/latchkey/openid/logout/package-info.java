/** Notifies applications that a session is over (OpenID Connect Back-Channel Logout 1.0). */
@CheckReturnValue
@NullMarked
package latchkey.openid.logout;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
