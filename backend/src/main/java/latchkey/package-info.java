/** The backend: the client portal, the staff API, mail, everything that knows a rule or a table. */
@CheckReturnValue
@NullMarked
package latchkey;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
