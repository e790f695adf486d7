package latchkey.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of one contact at one moment, without conclusions.
 *
 * @param addressOwner the contact whose account has the address, if it is another one
 * @param typedNew the new address that is not confirmed, if somebody entered it here before
 * @param resetUsedAt when the client last set a new password with a reset link
 */
record Facts(
        Instant now,
        String region,
        String givenName,
        Optional<String> email,
        Optional<String> addressOwner,
        Optional<Instant> archivedAt,
        Optional<Invitation> invitation,
        Optional<Account> account,
        Optional<Reset> reset,
        Optional<Instant> resetUsedAt,
        Optional<PendingAddress> pendingAddress,
        Optional<RefusedLink> refusedLink,
        WrongPasswords wrongPasswords,
        Optional<Instant> limitedUntil,
        List<Typed> typedElsewhere,
        List<Typed> typedHere,
        Optional<Typed> typedNew,
        Optional<FormerAddress> formerAddress,
        Optional<EarlyTry> earlyTry) {

    /** The latest invitation. */
    record Invitation(Instant at, String email, Instant expiresAt, Optional<Ending> ending, Optional<Sending> mail) {

        boolean isEndedBy(String what) {
            return ending.filter(it -> it.by().equals(what)).isPresent();
        }
    }

    /** Why a link ended early and, if staff revoked it, by whom. */
    record Ending(Instant at, String by, Optional<String> staff) {}

    record Account(
            String email,
            Instant activatedAt,
            Instant passwordChangedAt,
            Optional<Instant> lastSignInAt,
            Optional<Instant> disabledAt,
            Optional<UUID> disabledBy,
            Optional<String> disabledByName,
            Optional<String> disabledReason) {}

    /** The latest reset link, if it was neither used nor replaced by a new password. */
    record Reset(Instant at, Instant expiresAt, Optional<Sending> mail) {}

    /** The address that the client signs in with once it is confirmed. */
    record PendingAddress(Instant at, String email, Instant expiresAt, Optional<Sending> mail) {}

    /** What became of a mail, in the mail server's words. */
    record Sending(String status, Instant at, Optional<Instant> nextTryAt, String words) {

        boolean isWaiting() {
            return status.equals("QUEUED") || status.equals("DEFERRED");
        }

        boolean isLost() {
            return status.equals("FAILED") || status.equals("BOUNCED");
        }

        /** A reply that begins with 4 is not about the address: the server asks us to try again later (RFC 5321). */
        boolean isGivenUp() {
            return status.equals("FAILED") && words.startsWith("4");
        }
    }

    /** Somebody opened a link that no longer worked. */
    record RefusedLink(Instant at, String purpose, String why) {

        boolean isInvitation() {
            return purpose.equals("invitation");
        }

        boolean isReset() {
            return purpose.equals("reset");
        }
    }

    /**
     * The address that the client signed in with before.
     *
     * @param at when it was replaced
     * @param typed when somebody last entered it here since then
     */
    record FormerAddress(Instant at, String email, Optional<Instant> typed) {}

    /** Somebody entered the address of a contact who has no account yet, to sign in or to ask for a reset link. */
    record EarlyTry(Instant at, boolean isReset) {}

    /** Since the last sign-in that worked, and in the last days. */
    record WrongPasswords(int count, Optional<Instant> last) {}

    /** An address that somebody typed and that no contact of that region has. */
    record Typed(String email, String region, Instant at) {}

    Optional<Instant> lastSignInAt() {
        return account.flatMap(Account::lastSignInAt);
    }

    /** Whether wrong passwords were entered since the password was last changed. */
    boolean hasWrongPasswords() {
        return account.flatMap(it -> wrongPasswords.last().filter(last -> last.isAfter(it.passwordChangedAt())))
                .isPresent();
    }

    /** Whether it came after the last sign-in that worked: earlier events no longer explain anything. */
    boolean isSince(Instant at) {
        return lastSignInAt().map(at::isAfter).orElse(true);
    }
}
