/** Many invitations at once: who can be invited, how far it is, what was refused. */
@CheckReturnValue
@NullMarked
package latchkey.admin.invitation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
