/** The tab Customer Portal: a contact's access, and why a sign-in fails. */
@CheckReturnValue
@NullMarked
package latchkey.admin.contact.portal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
