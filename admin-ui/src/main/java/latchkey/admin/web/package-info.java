/** The app on an embedded Jetty: servlet, headers, the list of views. */
@CheckReturnValue
@NullMarked
package latchkey.admin.web;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
