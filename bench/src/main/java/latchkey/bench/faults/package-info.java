/** What the packaged backends do when something around them fails: no mail is lost, and everything recovers unaided. */
@CheckReturnValue
@NullMarked
package latchkey.bench.faults;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
