package latchkey.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of one contact at one moment; nothing of it is a conclusion. */
record Facts(
        Instant now,
        String region,
        String givenName,
        Optional<String> email,
        Optional<Invitation> invitation,
        Optional<Account> account,
        Optional<Reset> reset,
        Optional<RefusedLink> refusedLink,
        WrongPasswords wrongPasswords,
        Optional<Instant> limitedUntil,
        List<Typed> typedElsewhere,
        List<Typed> typedHere) {

    /** The latest invitation; it ended early by what {@code endedBy} says. */
    record Invitation(Instant at, String email, Instant expiresAt, Optional<String> endedBy, Optional<Sending> mail) {}

    record Account(
            String email,
            Instant activatedAt,
            Optional<Instant> lastSignInAt,
            Optional<Instant> disabledAt,
            Optional<String> disabledBy) {}

    /** The latest reset link, if it was neither used nor replaced by a new password. */
    record Reset(Instant at, Instant expiresAt, Optional<Sending> mail) {}

    /** What became of a mail, in the mail server's words. */
    record Sending(String status, Instant at, Optional<Instant> nextTryAt, String words) {

        boolean isWaiting() {
            return status.equals("QUEUED") || status.equals("DEFERRED");
        }

        boolean isLost() {
            return status.equals("FAILED") || status.equals("BOUNCED");
        }
    }

    /** Somebody came with a link that no longer worked. */
    record RefusedLink(Instant at, String why) {}

    /** Since the last sign-in that worked, and in the last days. */
    record WrongPasswords(int count, Optional<Instant> last) {}

    /** An address that somebody typed and that no contact of that region has. */
    record Typed(String email, String region, Instant at) {}

    Optional<Instant> lastSignInAt() {
        return account.flatMap(Account::lastSignInAt);
    }

    /** Whether it came after the last sign-in that worked: what was before that is no reason any more. */
    boolean isSince(Instant at) {
        return lastSignInAt().map(at::isAfter).orElse(true);
    }
}
