/** Applications that sign clients in, for those who set them up. */
@CheckReturnValue
@NullMarked
package latchkey.admin.app;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
