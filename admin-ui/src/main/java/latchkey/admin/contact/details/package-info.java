/** The tab Contact, and the dialog for a new one. */
@CheckReturnValue
@NullMarked
package latchkey.admin.contact.details;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
