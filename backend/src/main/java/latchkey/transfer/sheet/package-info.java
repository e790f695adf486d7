/** Files as spreadsheets and CRMs write and read them, as rows of cells. */
@CheckReturnValue
@NullMarked
package latchkey.transfer.sheet;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
