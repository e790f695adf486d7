/** What all pages of the client portal share: the region of a request, and what went wrong with it. */
@CheckReturnValue
@NullMarked
package latchkey.portal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
