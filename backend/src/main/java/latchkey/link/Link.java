package latchkey.link;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A one-time link and the person it was mailed to.
 *
 * @param email the address it was mailed to
 */
public record Link(UUID id, State state, Instant at, String email, String givenName, String familyName) {

    /** Whether a link still works, and if not, why. {@link Link#at} is when that happened, or will happen. */
    public enum State {
        OPEN,
        USED,
        /** Of an invitation: another one to the same address has become the account. */
        HAS_ACCOUNT,
        EXPIRED,
        REPLACED,
        REVOKED,
        PASSWORD,
        DISABLED,
        ADDRESS,
        MERGED,
        /** Of an invitation: another contact's account has its address. */
        ADDRESS_IN_USE
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** What a password must not contain. */
    public List<String> personalWords() {
        return List.of(email, givenName, familyName);
    }
}
