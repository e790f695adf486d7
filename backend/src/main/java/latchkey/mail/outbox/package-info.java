/**
 * The outbox that the other features fill, and the postman that empties it.
 *
 * <p>A use case queues a mail by inserting a row into {@code mail} with the statement that changes everything else:
 *
 * <pre>{@code
 * insert into mail (id, kind, region, contact_id, link_id, recipient)
 * select $5, 'reset', region, contact_id, id, email from made
 * }</pre>
 *
 * <p>The kind is the code of a {@link latchkey.mail.MailKind}; {@code recipient} is the stored address, never the typed
 * one; a mail with a one-time link names the row of {@code link}, whose token is made while the mail is rendered; a mail
 * to staff has {@code staff_id} and no region. All other columns have defaults, and the
 * {@link latchkey.mail.outbox.Postman} does the rest (docs/decisions/056-the-outbox.md).
 */
@CheckReturnValue
@NullMarked
package latchkey.mail.outbox;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
