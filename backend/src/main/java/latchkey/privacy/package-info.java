/** A person's legal rights: to see all that is kept about them, and to be erased. */
@CheckReturnValue
@NullMarked
package latchkey.privacy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
