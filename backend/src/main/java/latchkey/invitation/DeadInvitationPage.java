package latchkey.invitation;

import java.time.Instant;
import java.util.Optional;
import latchkey.page.Page;

/**
 * Why an invitation's link leads nowhere any more, and the way on.
 *
 * @param at when that came about, where it is known
 */
public record DeadInvitationPage(Why why, Optional<Instant> at) implements Page {

    /** A link that isn't ours has no moment. */
    public DeadInvitationPage {
        at = why == Why.UNKNOWN ? Optional.empty() : at;
    }

    /** What ended the link. */
    public enum Why {
        USED("invitation.dead.used"),
        EXPIRED("invitation.dead.expired"),
        REPLACED("invitation.dead.replaced"),
        REVOKED("invitation.dead.revoked"),
        ADDRESS_CHANGED("invitation.dead.address-changed"),
        UNKNOWN("invitation.dead.unknown");

        private final String key;

        Why(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }

        public boolean hasAccount() {
            return this == USED;
        }
    }
}
