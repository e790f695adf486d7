/** What happened: append-only, the source of history, audit and live changes. */
@CheckReturnValue
@NullMarked
package latchkey.event;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
