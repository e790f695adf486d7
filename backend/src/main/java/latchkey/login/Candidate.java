package latchkey.login;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What the database knows of the address of a sign-in. There may be no account at all.
 *
 * @param known whether the browser signed in to this account before
 * @param limitedUntil when the limit ends, if this attempt is one too many
 */
record Candidate(
        Optional<UUID> id, Optional<String> phc, boolean disabled, boolean known, Optional<Instant> limitedUntil) {

    UUID account() {
        return id.orElseThrow();
    }

    String hash() {
        return phc.orElseThrow();
    }
}
