/** What all views share: texts, times, notices, looks, and the one place with UI.access. */
@CheckReturnValue
@NullMarked
package latchkey.admin.ui;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
