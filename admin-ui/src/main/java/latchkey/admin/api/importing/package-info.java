/** The result of an import, row by row. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.importing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
