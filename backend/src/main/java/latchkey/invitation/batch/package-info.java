/** Invitations to many contacts, sent in the background. */
@CheckReturnValue
@NullMarked
package latchkey.invitation.batch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
