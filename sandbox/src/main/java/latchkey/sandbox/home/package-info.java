/** "Your new home": what a builder's own portal could be, behind Latchkey's login. */
@CheckReturnValue
@NullMarked
package latchkey.sandbox.home;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
