/** Forms: fields by name, suspected typing errors in addresses, and unsaved text. */
@CheckReturnValue
@NullMarked
package latchkey.admin.ui.form;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
