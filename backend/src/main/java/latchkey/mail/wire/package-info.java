/** How a mail goes over the wire: its headers, the mail server, and what the server's refusals mean. */
@CheckReturnValue
@NullMarked
package latchkey.mail.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
