/** Applications that sign clients in, as the staff API describes them. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
