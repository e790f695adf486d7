/** Contacts that may be one and the same person: who they are, and how they become one. */
@CheckReturnValue
@NullMarked
package latchkey.admin.duplicate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
