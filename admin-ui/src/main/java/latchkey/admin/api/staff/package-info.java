/** The staff's own accounts. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.staff;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
