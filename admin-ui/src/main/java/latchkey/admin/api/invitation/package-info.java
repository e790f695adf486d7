/** Inviting many contacts: the selection, and the progress of a batch. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.invitation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
