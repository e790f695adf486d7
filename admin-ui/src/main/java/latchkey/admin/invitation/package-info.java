/** Inviting many contacts: who can be invited, the progress, the refusals. */
@CheckReturnValue
@NullMarked
package latchkey.admin.invitation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
