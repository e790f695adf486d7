/** An OpenID provider for the builder's own applications (docs/openid.md). */
@CheckReturnValue
@NullMarked
package latchkey.openid;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
