/** Reads {@code latchkey.yaml} and the environment into checked values. */
@CheckReturnValue
@NullMarked
package latchkey.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
