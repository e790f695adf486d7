/** The regions that a member may see. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.region;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
