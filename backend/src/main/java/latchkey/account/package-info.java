/** The signed-in client's pages. */
@CheckReturnValue
@NullMarked
package latchkey.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
