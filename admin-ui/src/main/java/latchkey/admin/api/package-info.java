/** The only client of the staff API: signs staff in, asks, and says what a refusal means. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
