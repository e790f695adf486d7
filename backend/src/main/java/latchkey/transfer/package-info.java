/** Contacts from and to CSV files. */
@CheckReturnValue
@NullMarked
package latchkey.transfer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
