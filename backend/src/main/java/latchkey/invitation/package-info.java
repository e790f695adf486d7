/** Invitations: send, revoke, redeem. */
@CheckReturnValue
@NullMarked
package latchkey.invitation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
