/** Email addresses, as typed and as stored. */
@CheckReturnValue
@NullMarked
package latchkey.address;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
