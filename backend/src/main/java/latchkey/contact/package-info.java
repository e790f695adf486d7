/** Contacts: the clients as staff know them. */
@CheckReturnValue
@NullMarked
package latchkey.contact;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
