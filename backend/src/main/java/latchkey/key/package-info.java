/** Every key is derived from the one configured secret; sealed tokens hold an id and a MAC. */
@CheckReturnValue
@NullMarked
package latchkey.key;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
