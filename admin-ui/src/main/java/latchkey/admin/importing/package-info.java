/** Contacts from a file: columns, a dry run with a verdict for each row, then the import. */
@CheckReturnValue
@NullMarked
package latchkey.admin.importing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
