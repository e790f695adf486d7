/** The HTTP servers: security headers, failures, bodies to records. */
@CheckReturnValue
@NullMarked
package latchkey.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
