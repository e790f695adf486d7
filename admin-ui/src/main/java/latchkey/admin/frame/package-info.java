/** The frame around every view: navigation, the banner of an outage, signing in again, pages for errors. */
@CheckReturnValue
@NullMarked
package latchkey.admin.frame;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
