package latchkey.reset;

import java.time.Instant;
import java.util.Optional;
import latchkey.page.Page;

/**
 * Why a reset link leads nowhere any more, and the way on.
 *
 * @param at when that came about, where it is known
 */
public record DeadResetPage(Why why, Optional<Instant> at) implements Page {

    /** A link that isn't ours has no moment. */
    public DeadResetPage {
        at = why == Why.UNKNOWN ? Optional.empty() : at;
    }

    /** What ended the link. */
    public enum Why {
        USED("reset.dead.used"),
        EXPIRED("reset.dead.expired"),
        REPLACED("reset.dead.replaced"),
        PASSWORD_CHANGED("reset.dead.password-changed"),
        ADDRESS_CHANGED("reset.dead.address-changed"),
        DISABLED("reset.dead.disabled"),
        UNKNOWN("reset.dead.unknown");

        private final String key;

        Why(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }

        /** Whether a new link is of no use. */
        public boolean needsSupport() {
            return this == DISABLED;
        }
    }
}
