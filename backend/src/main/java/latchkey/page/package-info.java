/** How the client portal looks: pages from templates, static files, colours. */
@CheckReturnValue
@NullMarked
package latchkey.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
