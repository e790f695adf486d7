/** What the packaged backends do when something around them fails: no mail is lost, and all recovers by itself. */
@CheckReturnValue
@NullMarked
package latchkey.bench.faults;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
