package latchkey.diagnosis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import latchkey.address.AddressSimilarity;
import latchkey.diagnosis.Facts.Account;
import latchkey.diagnosis.Facts.Sending;

/**
 * Why a client can't get in. The first that applies wins, so the most fundamental obstacles come first. Each depends on
 * {@link Facts} alone.
 */
enum Verdict {
    ARCHIVED(Action.RESTORE, facts -> noAccount(facts) && facts.archivedAt().isPresent()),
    NO_ADDRESS(Action.EDIT_CONTACT, facts -> facts.email().isEmpty()),
    ADDRESS_IN_USE(
            Action.EDIT_CONTACT,
            facts -> noAccount(facts) && facts.addressOwner().isPresent()),
    MISSPELT(
            Action.EDIT_CONTACT,
            facts -> noAccount(facts)
                    && facts.email().flatMap(AddressSimilarity::meant).isPresent()),
    NEVER_INVITED(
            Action.SEND_INVITATION,
            facts -> noAccount(facts) && facts.invitation().isEmpty()),
    INVITATION_WAITING(Action.NONE, facts -> noAccount(facts) && openInvitation(facts, Sending::isWaiting)),
    INVITATION_GIVEN_UP(
            Action.RESEND_INVITATION, facts -> noAccount(facts) && openInvitation(facts, Sending::isGivenUp)),
    INVITATION_LOST(Action.EDIT_CONTACT, facts -> noAccount(facts) && openInvitation(facts, Sending::isLost)),
    ADDRESS_CHANGED(Action.RESEND_INVITATION, facts -> noAccount(facts) && isMoved(facts)),
    REVOKED(Action.RESEND_INVITATION, facts -> noAccount(facts) && isEnded(facts)),
    EXPIRED(
            Action.RESEND_INVITATION,
            facts -> noAccount(facts)
                    && facts.invitation()
                            .filter(it -> !it.expiresAt().isAfter(facts.now()))
                            .isPresent()),
    OLD_INVITATION(Action.RESEND_INVITATION, facts -> noAccount(facts) && opened(facts, "replaced")),
    UNUSED(Action.RESEND_INVITATION, Verdict::noAccount),
    DISABLED(
            Action.ENABLE, facts -> facts.account().flatMap(Account::disabledAt).isPresent()),
    RESET_WAITING(Action.NONE, facts -> resetMail(facts, Sending::isWaiting)),
    RESET_GIVEN_UP(Action.RESET, facts -> resetMail(facts, Sending::isGivenUp)),
    RESET_LOST(Action.EDIT_CONTACT, facts -> resetMail(facts, Sending::isLost)),
    LIMITED(Action.UNLOCK, facts -> facts.limitedUntil().isPresent()),
    NEW_ADDRESS_LOST(
            Action.EDIT_CONTACT,
            facts -> facts.pendingAddress()
                    .flatMap(Facts.PendingAddress::mail)
                    .filter(Sending::isLost)
                    .isPresent()),
    PASSWORD_SET(
            Action.RESET,
            facts -> facts.resetUsedAt().filter(facts::isSince).isPresent()
                    && facts.reset().isEmpty()
                    && !facts.hasWrongPasswords()),
    OLD_LINK(
            Action.RESET,
            facts -> facts.refusedLink()
                    .filter(it -> it.isReset() && facts.isSince(it.at()))
                    .filter(it -> facts.reset()
                            .filter(reset -> reset.at().isAfter(it.at()))
                            .isEmpty())
                    .isPresent()),
    NEW_ADDRESS_UNCONFIRMED(
            Action.RESEND_CONFIRMATION,
            facts -> facts.pendingAddress().filter(it -> facts.isSince(it.at())).isPresent()
                    || facts.typedNew().filter(it -> facts.isSince(it.at())).isPresent()),
    RESET_UNUSED(
            Action.RESET,
            facts -> facts.reset().filter(it -> facts.isSince(it.at())).isPresent()),
    WRONG_PASSWORDS(Action.RESET, Facts::hasWrongPasswords),
    USED_INVITATION(
            Action.RESET,
            facts -> facts.refusedLink()
                    .filter(it -> it.isInvitation() && facts.isSince(it.at()))
                    .isPresent()),
    FORMER_ADDRESS(
            Action.NONE,
            facts -> facts.formerAddress()
                    .flatMap(Facts.FormerAddress::typed)
                    .filter(facts::isSince)
                    .isPresent()),
    OTHER_ADDRESS(
            Action.EDIT_CONTACT, facts -> facts.typedHere().stream().anyMatch(typed -> facts.isSince(typed.at()))),
    OTHER_REGION(Action.NONE, facts -> facts.typedElsewhere().stream().anyMatch(typed -> facts.isSince(typed.at()))),
    SIGNED_IN(Action.NONE, facts -> facts.lastSignInAt().isPresent()),
    READY(Action.RESET, facts -> true);

    /** What fixes it. */
    enum Action {
        SEND_INVITATION,
        RESEND_INVITATION,
        EDIT_CONTACT,
        ENABLE,
        UNLOCK,
        RESET,
        RESEND_CONFIRMATION,
        RESTORE,
        NONE;

        Optional<String> code() {
            return this == NONE ? Optional.empty() : Optional.of(name());
        }
    }

    private final Action action;

    @SuppressWarnings("ImmutableEnumChecker") // none of them has state
    private final Predicate<Facts> applies;

    Verdict(Action action, Predicate<Facts> applies) {
        this.action = action;
        this.applies = applies;
    }

    static Verdict of(Facts facts) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.applies.test(facts))
                .findFirst()
                .orElse(READY);
    }

    Action action() {
        return action;
    }

    /** The key of its sentences in the bundle. */
    String key() {
        return "diagnosis." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean noAccount(Facts facts) {
        return facts.account().isEmpty();
    }

    private static boolean openInvitation(Facts facts, Predicate<Sending> mail) {
        return facts.invitation()
                .filter(it -> it.ending().isEmpty())
                .flatMap(Facts.Invitation::mail)
                .filter(mail)
                .isPresent();
    }

    private static boolean isMoved(Facts facts) {
        return facts.invitation().filter(it -> it.isEndedBy("address")).isPresent();
    }

    private static boolean isEnded(Facts facts) {
        return facts.invitation().flatMap(Facts.Invitation::ending).isPresent();
    }

    /** Whether somebody opened an invitation that no longer worked, after the latest one was sent. */
    private static boolean opened(Facts facts, String why) {
        return facts.refusedLink()
                .filter(it -> it.isInvitation() && it.why().equals(why))
                .filter(it -> facts.invitation()
                        .filter(latest -> it.at().isAfter(latest.at()))
                        .isPresent())
                .isPresent();
    }

    private static boolean resetMail(Facts facts, Predicate<Sending> mail) {
        return facts.reset()
                .filter(it -> facts.isSince(it.at()))
                .flatMap(Facts.Reset::mail)
                .filter(mail)
                .isPresent();
    }
}
