/** Certificates: trusted authorities, a listener's own, and faults. */
@CheckReturnValue
@NullMarked
package latchkey.config.tls;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
