/** Changing a contact, and what a new address sets off. */
@CheckReturnValue
@NullMarked
package latchkey.change;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
