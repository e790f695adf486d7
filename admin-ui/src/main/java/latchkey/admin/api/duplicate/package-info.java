/** Contacts that may be the same person, as the staff API describes them. */
@CheckReturnValue
@NullMarked
package latchkey.admin.api.duplicate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
