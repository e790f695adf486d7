/** What staff wait for: searching, many invitations, imports, live changes, the grid in a browser. */
@CheckReturnValue
@NullMarked
package latchkey.bench.search;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
