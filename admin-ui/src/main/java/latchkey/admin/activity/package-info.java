/** What happened: of one contact, and of everybody. */
@CheckReturnValue
@NullMarked
package latchkey.admin.activity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
