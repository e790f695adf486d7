/** What happened: the activity log, and the changes that are announced live. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
