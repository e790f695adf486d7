package latchkey.admin.api.mail;

import java.time.Instant;
import java.util.Optional;
import latchkey.admin.api.contact.MailStatus;

/**
 * A mail to a contact.
 *
 * @param subject empty if no mail server has accepted the mail, or no copy was kept
 * @param text only if a single mail was asked for
 */
public record SentMail(
        String id,
        String kind,
        String recipient,
        Instant createdAt,
        MailStatus status,
        Optional<String> detail,
        Instant at,
        Optional<String> subject,
        Optional<String> text,
        Optional<String> html) {}
