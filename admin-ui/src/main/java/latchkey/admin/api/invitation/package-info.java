/** Inviting many contacts: what is selected, and how far a batch is. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.invitation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
