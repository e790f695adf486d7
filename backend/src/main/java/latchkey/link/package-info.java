/** One-time links: an invitation, a password reset, a staff member's first password. */
@CheckReturnValue
@NullMarked
package latchkey.link;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
