/** Who works with Latchkey: added, changed and ended by admins. */
@CheckReturnValue
@NullMarked
package latchkey.admin.staff;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
