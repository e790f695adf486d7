/** Latchkey as the door of another application: what a proxy asks before it lets a request through. */
@CheckReturnValue
@NullMarked
package latchkey.door;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
