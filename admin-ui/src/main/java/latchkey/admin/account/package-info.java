/** The signed-in member's own account. */
@CheckReturnValue
@NullMarked
package latchkey.admin.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
