package latchkey.mail.sent;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import latchkey.mail.WrittenMail;

/**
 * A mail to a contact, and what became of it.
 *
 * @param at when its status was last reported
 * @param detail the mail server's words
 * @param written what was sent, its link blanked; empty until a mail server has accepted it
 */
record SentMail(
        UUID id,
        String kind,
        String recipient,
        Instant createdAt,
        String status,
        Optional<String> detail,
        Instant at,
        Optional<WrittenMail> written) {}
