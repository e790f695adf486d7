/** Rows of a list, interpreted as contacts. */
@CheckReturnValue
@NullMarked
package latchkey.transfer.row;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
