/** What staff members do with their own account: name, password, sessions, and a forgotten password. */
@CheckReturnValue
@NullMarked
package latchkey.staff.own;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
