/** CSV as spreadsheets write and read it. */
@CheckReturnValue
@NullMarked
package latchkey.transfer.csv;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
