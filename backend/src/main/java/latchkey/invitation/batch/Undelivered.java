package latchkey.invitation.batch;

import java.util.Optional;
import java.util.UUID;

/**
 * A contact whose invitation was sent and did not arrive.
 *
 * @param status what became of the mail
 * @param detail the mail server's words
 */
record Undelivered(UUID contact, String name, String email, String status, Optional<String> detail) {}
