/** The pages before any feature: a region's front page, and the list of regions. */
@CheckReturnValue
@NullMarked
package latchkey.front;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
