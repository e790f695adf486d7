/** Jobs: what is built for clients, and which people have access to each. */
@CheckReturnValue
@NullMarked
package latchkey.job;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
