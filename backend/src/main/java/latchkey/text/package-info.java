/** What people read: message bundles, by language variant. */
@CheckReturnValue
@NullMarked
package latchkey.text;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
