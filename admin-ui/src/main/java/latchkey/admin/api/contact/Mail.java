package latchkey.admin.api.contact;

import java.time.Instant;
import java.util.Optional;

/** The mail of an invitation. */
public record Mail(MailStatus status, Optional<String> detail, Optional<Instant> at) {}
