/** The mail server that keeps every mail, and the pages that show them. */
@CheckReturnValue
@NullMarked
package latchkey.sandbox.mailbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
