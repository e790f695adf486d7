/** The client portal: what it is put together from, and its server. */
@CheckReturnValue
@NullMarked
package latchkey.portal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
