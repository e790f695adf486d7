/**
 * Mails as their readers see them: the kinds, their words and their looks. {@link latchkey.mail.wire} puts one on the
 * wire, {@link latchkey.mail.outbox} keeps what waits; both depend on this package and it on neither.
 */
@CheckReturnValue
@NullMarked
package latchkey.mail;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
