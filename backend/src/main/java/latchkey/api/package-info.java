/** The staff API's frame: its OpenAPI document, who is signed in, and what was sent. */
@CheckReturnValue
@NullMarked
package latchkey.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
