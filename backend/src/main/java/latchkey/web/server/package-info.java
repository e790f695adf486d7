/** The listeners: requests are read strictly, and every answer carries the security headers. */
@CheckReturnValue
@NullMarked
package latchkey.web.server;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
