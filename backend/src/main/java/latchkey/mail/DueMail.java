package latchkey.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail that this postman holds the lease of, with everything that goes into it.
 *
 * @param home code of the region whose words and time zone it uses: the mail's own, or one of the staff member's
 * @param attempts how often it was tried, this time included
 * @param inviter name of the colleague who sends an invitation
 * @param personal what that colleague adds to it, as typed
 * @param jobs what is built for the reader of an invitation
 * @param variation which of a kind's wordings fits, such as {@code resent}
 */
public record DueMail(
        UUID id,
        String kind,
        Optional<String> home,
        boolean toStaff,
        String recipient,
        String name,
        String fullName,
        int attempts,
        Instant createdAt,
        Duration age,
        Optional<String> variation,
        Optional<String> inviter,
        Optional<String> personal,
        List<String> jobs,
        String userAgent,
        Optional<DueLink> link) {

    /** @param end why the link no longer works; empty while it does */
    public record DueLink(UUID id, String purpose, Instant expiresAt, Optional<String> end) {}
}
