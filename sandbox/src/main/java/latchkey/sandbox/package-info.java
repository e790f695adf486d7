/**
 * Everything on one machine with embedded parts, for the first minute, for demonstrations and for the end-to-end tests.
 */
@CheckReturnValue
@NullMarked
package latchkey.sandbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
