/** The mails of a contact as they were sent, for staff. */
@CheckReturnValue
@NullMarked
package latchkey.mail.sent;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
