/** The staff's single-page app; knows the staff API, no table and no key. */
@CheckReturnValue
@NullMarked
package latchkey.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
