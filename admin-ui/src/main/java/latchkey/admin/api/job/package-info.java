/** Jobs, as the staff API describes them. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.job;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
