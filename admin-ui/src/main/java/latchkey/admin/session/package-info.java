/** What a page says and keeps when its session is gone. */
@CheckReturnValue
@NullMarked
package latchkey.admin.session;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
