package latchkey.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The outcome of inviting one contact.
 *
 * @param link the link that was sent
 * @param other the contact whose account has the address, if that is the reason
 * @param limitedUntil when this contact can be invited again, if a limit is the reason
 */
public record InvitationOutcome(
        UUID contact, Kind kind, Optional<UUID> link, Optional<UUID> other, Optional<Instant> limitedUntil) {

    /** Sent, or why not. */
    public enum Kind {
        SENT,
        ACCOUNT_EXISTS,
        NO_ADDRESS,
        ARCHIVED,
        ADDRESS_IN_USE,
        LIMITED,
        /** No longer in one of the regions, when its turn came. */
        ABSENT
    }
}
