/** Contacts that may be one and the same person, as the staff API writes them. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.duplicate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
