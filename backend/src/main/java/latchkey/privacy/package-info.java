/** What the law lets a person ask for: to see all that is kept about them, and to be forgotten. */
@CheckReturnValue
@NullMarked
package latchkey.privacy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
