/** What a form asks: its fields by name, whether another address is meant, and before what was typed is lost. */
@CheckReturnValue
@NullMarked
package latchkey.admin.ui.form;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
