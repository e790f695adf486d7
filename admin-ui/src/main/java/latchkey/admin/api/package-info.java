/** The only client of the staff API: signs staff in, sends requests, and interprets refusals. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
