/** Why a client can't get in: one verdict from the facts, said in words. */
@CheckReturnValue
@NullMarked
package latchkey.diagnosis;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
