/** Jobs and their people. */
@CheckReturnValue
@NullMarked
package latchkey.admin.job;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
