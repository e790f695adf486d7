/** Mail: addresses, the outbox that the other features fill, and the postman who empties it. */
@CheckReturnValue
@NullMarked
package latchkey.mail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
