/** Contacts that may be the same person: finding and merging them. */
@CheckReturnValue
@NullMarked
package latchkey.admin.duplicate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
