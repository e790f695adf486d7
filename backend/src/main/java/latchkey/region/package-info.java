/** The regions in which the builder works: nothing but configuration. */
@CheckReturnValue
@NullMarked
package latchkey.region;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
