package latchkey.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import latchkey.diagnosis.Facts.Account;
import latchkey.diagnosis.Facts.Ending;
import latchkey.diagnosis.Facts.FormerAddress;
import latchkey.diagnosis.Facts.Invitation;
import latchkey.diagnosis.Facts.PendingAddress;
import latchkey.diagnosis.Facts.RefusedLink;
import latchkey.diagnosis.Facts.Reset;
import latchkey.diagnosis.Facts.Sending;
import latchkey.diagnosis.Facts.Typed;
import latchkey.diagnosis.Facts.WrongPasswords;
import latchkey.text.Texts;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant EARLIER = NOW.minus(Duration.ofHours(1));
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(20));

    /** A contact with an address, to which nothing happened yet. */
    private Optional<String> email = Optional.of("jane@example.test");

    private Optional<String> addressOwner = Optional.empty();
    private Optional<Instant> archivedAt = Optional.empty();
    private Optional<Invitation> invitation = Optional.empty();
    private Optional<Account> account = Optional.empty();
    private Optional<Reset> reset = Optional.empty();
    private Optional<Instant> resetUsedAt = Optional.empty();
    private Optional<PendingAddress> pendingAddress = Optional.empty();
    private Optional<RefusedLink> refusedLink = Optional.empty();
    private WrongPasswords wrongPasswords = new WrongPasswords(0, Optional.empty());
    private Optional<Instant> limitedUntil = Optional.empty();
    private List<Typed> typedElsewhere = List.of();
    private List<Typed> typedHere = List.of();
    private Optional<Typed> typedNew = Optional.empty();
    private Optional<FormerAddress> formerAddress = Optional.empty();

    @Test
    void without_an_address_nothing_else_matters() {
        email = Optional.empty();
        assertThat(verdict()).isEqualTo(Verdict.NO_ADDRESS);
    }

    @Test
    void who_is_archived_is_restored_first_unless_there_is_an_account() {
        archivedAt = Optional.of(EARLIER);
        assertThat(verdict()).isEqualTo(Verdict.ARCHIVED);
        signedIn(EARLIER);
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
    }

    @Test
    void never_invited() {
        assertThat(verdict()).isEqualTo(Verdict.NEVER_INVITED);
    }

    @Test
    void a_waiting_and_a_lost_invitation() {
        invite(NOW.plusSeconds(60), Optional.empty(), Optional.of("DEFERRED"));
        assertThat(verdict()).isEqualTo(Verdict.INVITATION_WAITING);
        invite(NOW.plusSeconds(60), Optional.empty(), Optional.of("QUEUED"));
        assertThat(verdict()).isEqualTo(Verdict.INVITATION_WAITING);
        invite(NOW.plusSeconds(60), Optional.empty(), Optional.of("BOUNCED"));
        assertThat(verdict()).isEqualTo(Verdict.INVITATION_LOST);
        invite(NOW.plusSeconds(60), Optional.empty(), Optional.of("FAILED"));
        assertThat(verdict()).isEqualTo(Verdict.INVITATION_GIVEN_UP);
        invitation = invitation.map(it -> withMail(it, new Sending("FAILED", EARLIER, Optional.empty(), "554 no")));
        assertThat(verdict()).isEqualTo(Verdict.INVITATION_LOST);
    }

    @Test
    void an_invitation_that_ended_or_waits_to_be_used() {
        invite(NOW.plusSeconds(60), Optional.of("address"), Optional.of("SENT"));
        assertThat(verdict()).isEqualTo(Verdict.ADDRESS_CHANGED);
        invite(NOW.plusSeconds(60), Optional.of("revoked"), Optional.of("SENT"));
        assertThat(verdict()).isEqualTo(Verdict.REVOKED);
        invite(NOW.minusSeconds(60), Optional.empty(), Optional.of("SENT"));
        assertThat(verdict()).isEqualTo(Verdict.EXPIRED);
        invite(NOW.plusSeconds(60), Optional.empty(), Optional.of("SENT"));
        assertThat(verdict()).isEqualTo(Verdict.UNUSED);
    }

    @Test
    void an_address_that_looks_misspelt_is_corrected_before_anything_is_sent_to_it() {
        email = Optional.of("jane@gmail.con");
        assertThat(verdict()).isEqualTo(Verdict.MISSPELT);
        invite(NOW.plusSeconds(60), Optional.empty(), Optional.of("SENT"));
        assertThat(verdict()).isEqualTo(Verdict.MISSPELT);
        signedIn(NOW);
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
    }

    @Test
    void another_clients_address_can_not_be_invited() {
        addressOwner = Optional.of("Correa Specimen");
        assertThat(verdict()).isEqualTo(Verdict.ADDRESS_IN_USE);
        signedIn(NOW);
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
    }

    @Test
    void an_older_invitation_was_opened_after_the_latest_was_sent() {
        invite(NOW.plusSeconds(60), Optional.empty(), Optional.of("SENT"));
        refusedLink = Optional.of(new RefusedLink(EARLIER.minusSeconds(1), "invitation", "replaced"));
        assertThat(verdict()).isEqualTo(Verdict.UNUSED);
        refusedLink = Optional.of(new RefusedLink(EARLIER.plusSeconds(1), "invitation", "replaced"));
        assertThat(verdict()).isEqualTo(Verdict.OLD_INVITATION);
    }

    @Test
    void a_new_password_waits_to_be_used_whatever_link_is_opened_again() {
        signedIn(LONG_AGO);
        resetUsedAt = Optional.of(EARLIER);
        refusedLink = Optional.of(new RefusedLink(NOW, "reset", "used"));
        wrongPasswords = new WrongPasswords(3, Optional.of(LONG_AGO));
        assertThat(verdict()).isEqualTo(Verdict.PASSWORD_SET);
        reset = Optional.of(new Reset(NOW, NOW.plusSeconds(60), Optional.of(mail("SENT"))));
        assertThat(verdict()).isEqualTo(Verdict.OLD_LINK);
        signedIn(NOW);
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
    }

    @Test
    void who_has_an_account_is_not_sent_a_reset_link_for_opening_the_invitation_again() {
        signedIn(LONG_AGO);
        refusedLink = Optional.of(new RefusedLink(EARLIER, "invitation", "used"));
        assertThat(verdict()).isEqualTo(Verdict.USED_INVITATION);
    }

    @Test
    void a_disabled_account_comes_before_what_was_tried_with_it() {
        account = Optional.of(new Account(
                "jane@example.test",
                LONG_AGO,
                LONG_AGO,
                Optional.empty(),
                Optional.of(EARLIER),
                Optional.of(UUID.randomUUID()),
                Optional.of("A Colleague"),
                Optional.empty()));
        wrongPasswords = new WrongPasswords(3, Optional.of(EARLIER));
        assertThat(verdict()).isEqualTo(Verdict.DISABLED);
    }

    @Test
    void a_reset_that_waits_is_lost_or_unused() {
        signedIn(LONG_AGO);
        reset = Optional.of(new Reset(EARLIER, NOW, Optional.of(mail("DEFERRED"))));
        assertThat(verdict()).isEqualTo(Verdict.RESET_WAITING);
        reset = Optional.of(new Reset(EARLIER, NOW, Optional.of(mail("FAILED"))));
        assertThat(verdict()).isEqualTo(Verdict.RESET_GIVEN_UP);
        reset = Optional.of(new Reset(EARLIER, NOW, Optional.of(mail("BOUNCED"))));
        assertThat(verdict()).isEqualTo(Verdict.RESET_LOST);
        reset = Optional.of(new Reset(EARLIER, NOW, Optional.of(mail("SENT"))));
        assertThat(verdict()).isEqualTo(Verdict.RESET_UNUSED);
    }

    @Test
    void a_new_address_is_lost_or_unconfirmed() {
        signedIn(LONG_AGO);
        pendingAddress = Optional.of(new PendingAddress(EARLIER, "new@example.test", NOW, Optional.of(mail("SENT"))));
        assertThat(verdict()).isEqualTo(Verdict.NEW_ADDRESS_UNCONFIRMED);
        pendingAddress =
                Optional.of(new PendingAddress(EARLIER, "new@example.test", NOW, Optional.of(mail("BOUNCED"))));
        assertThat(verdict()).isEqualTo(Verdict.NEW_ADDRESS_LOST);
        limitedUntil = Optional.of(NOW.plusSeconds(60));
        assertThat(verdict()).isEqualTo(Verdict.LIMITED);
    }

    @Test
    void who_signed_in_meanwhile_and_enters_the_new_address_too_early_is_told_so() {
        signedIn(EARLIER.plusSeconds(1));
        pendingAddress = Optional.of(new PendingAddress(EARLIER, "new@example.test", NOW, Optional.of(mail("SENT"))));
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
        typedNew = Optional.of(new Typed("new@example.test", "au", EARLIER));
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
        typedNew = Optional.of(new Typed("new@example.test", "au", NOW));
        assertThat(verdict()).isEqualTo(Verdict.NEW_ADDRESS_UNCONFIRMED);
    }

    @Test
    void what_was_before_the_last_sign_in_is_no_reason() {
        signedIn(NOW);
        reset = Optional.of(new Reset(EARLIER, NOW, Optional.of(mail("SENT"))));
        refusedLink = Optional.of(new RefusedLink(EARLIER, "reset", "used"));
        typedHere = List.of(new Typed("jnae@example.test", "au", EARLIER));
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
    }

    @Test
    void an_old_link_counts_until_a_newer_reset_was_sent() {
        signedIn(LONG_AGO);
        refusedLink = Optional.of(new RefusedLink(EARLIER, "reset", "replaced"));
        assertThat(verdict()).isEqualTo(Verdict.OLD_LINK);
        reset = Optional.of(new Reset(NOW, NOW.plusSeconds(60), Optional.of(mail("SENT"))));
        assertThat(verdict()).isEqualTo(Verdict.RESET_UNUSED);
    }

    @Test
    void wrong_passwords_until_they_are_too_many() {
        signedIn(LONG_AGO);
        wrongPasswords = new WrongPasswords(10, Optional.of(EARLIER));
        assertThat(verdict()).isEqualTo(Verdict.WRONG_PASSWORDS);
        limitedUntil = Optional.of(NOW.plusSeconds(60));
        assertThat(verdict()).isEqualTo(Verdict.LIMITED);
    }

    @Test
    void another_address_and_another_region() {
        signedIn(LONG_AGO);
        typedElsewhere = List.of(new Typed("jane@example.test", "nz", EARLIER));
        assertThat(verdict()).isEqualTo(Verdict.OTHER_REGION);
        typedHere = List.of(new Typed("jnae@example.test", "au", EARLIER));
        assertThat(verdict()).isEqualTo(Verdict.OTHER_ADDRESS);
        formerAddress = Optional.of(new FormerAddress(LONG_AGO, "mary@example.test", Optional.of(EARLIER)));
        assertThat(verdict()).isEqualTo(Verdict.FORMER_ADDRESS);
        signedIn(NOW);
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
    }

    @Test
    void nothing_is_wrong() {
        signedIn(LONG_AGO);
        assertThat(verdict()).isEqualTo(Verdict.SIGNED_IN);
        account = Optional.of(new Account(
                "jane@example.test",
                LONG_AGO,
                LONG_AGO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertThat(verdict()).isEqualTo(Verdict.READY);
    }

    @Test
    void every_verdict_has_its_sentences() {
        Texts texts = Texts.of("staff", Locale.ROOT);
        Set<Verdict> silent = EnumSet.allOf(Verdict.class);
        silent.removeIf(verdict -> texts.has(verdict.key() + ".headline") && texts.has(verdict.key() + ".advice"));
        assertThat(silent).isEmpty();
        assertThat(new JsonObject()
                        .put("headline", texts.text("diagnosis.wrong-passwords.headline", "", "", "then", "", "", 3)))
                .asString()
                .contains("3 wrong passwords have been entered");
    }

    private Verdict verdict() {
        return Verdict.of(new Facts(
                NOW,
                "au",
                "Jane",
                email,
                addressOwner,
                archivedAt,
                invitation,
                account,
                reset,
                resetUsedAt,
                pendingAddress,
                refusedLink,
                wrongPasswords,
                limitedUntil,
                typedElsewhere,
                typedHere,
                typedNew,
                formerAddress,
                Optional.empty()));
    }

    private void signedIn(Instant at) {
        account = Optional.of(new Account(
                "jane@example.test",
                LONG_AGO,
                LONG_AGO,
                Optional.of(at),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private void invite(Instant expires, Optional<String> endedBy, Optional<String> mail) {
        invitation = Optional.of(new Invitation(
                EARLIER,
                "old@example.test",
                expires,
                endedBy.map(by -> new Ending(EARLIER, by, Optional.empty())),
                mail.map(VerdictTest::mail)));
    }

    private static Invitation withMail(Invitation it, Sending mail) {
        return new Invitation(it.at(), it.email(), it.expiresAt(), it.ending(), Optional.of(mail));
    }

    private static Sending mail(String status) {
        return new Sending(status, EARLIER, Optional.empty(), "450 later");
    }
}
