/** Finding contacts: filter, order, pages and counts. */
@CheckReturnValue
@NullMarked
package latchkey.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
