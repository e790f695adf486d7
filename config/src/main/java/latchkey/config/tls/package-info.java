/** Certificates: whose are trusted, a listener's own, and what is wrong with one. */
@CheckReturnValue
@NullMarked
package latchkey.config.tls;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
