/** What administrators see of the applications. */
@CheckReturnValue
@NullMarked
package latchkey.openid.overview;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
