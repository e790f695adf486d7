package latchkey.invitation;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import latchkey.invitation.InvitationOutcome.Kind;
import latchkey.limit.Limits;
import latchkey.link.Purpose;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {

    private static final UUID STAFF = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final World WORLD = World.start();
    private static final SendInvitations SEND =
            new SendInvitations(WORLD.pool(), new Limits(WORLD.settings()), Duration.ofDays(7));

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void whose_address_has_become_somebody_elses_account_is_told_before_anything_is_typed() {
        String first = WORLD.invitation("au", "shared.home@example.test");
        String second = WORLD.invitation("au", "shared.home@example.test");
        WORLD.portal("au").post("/invitation/" + first, "password", World.PASSWORD);
        var answer = WORLD.portal("au").get("/invitation/" + second);
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.body())
                .contains(
                        "There’s already an account with this email address",
                        "invite you at another one",
                        "<a class=\"button\" href=\"/login\">")
                .doesNotContain("You’ve already used");
    }

    @Test
    void an_invited_client_chooses_a_password_and_is_signed_in() {
        String path = "/invitation/" + WORLD.invitation("nz", "new@example.test");
        Browser browser = WORLD.portal("nz");
        assertThat(browser.get(path).body()).contains("Robin", "new@example.test", "autocomplete=\"new-password\"");
        var accepted = browser.post(path, "username", "new@example.test", "password", PASSWORD);
        assertThat(accepted.status()).isEqualTo(303);
        assertThat(accepted.location()).isEqualTo("/account");
        assertThat(browser.get("/account").status()).isEqualTo(200);
        assertThat(WORLD.count("contact where email = 'new@example.test' and portal = 'ACTIVE'"))
                .isEqualTo(1);
    }

    @Test
    void the_first_is_sent_and_the_second_replaces_it() {
        UUID contact = WORLD.contact("au", "again@example.test");
        assertThat(send(contact)).isEqualTo(Kind.SENT);
        String older = newestLink(contact);
        assertThat(send(contact)).isEqualTo(Kind.SENT);
        assertThat(WORLD.portal("au").get("/invitation/" + older).status()).isEqualTo(410);
        assertThat(WORLD.portal("au").get("/invitation/" + newestLink(contact)).status())
                .isEqualTo(200);
        assertThat(WORLD.count("mail where recipient = 'again@example.test'")).isEqualTo(2);
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'invitation-sent'", contact))
                .isEqualTo(1);
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'invitation-resent'", contact))
                .isEqualTo(1);
    }

    @Test
    void each_refusal_has_its_reason() {
        WORLD.account("au", "has-one@example.test");
        UUID active = contactOf("has-one@example.test");
        UUID twin = WORLD.contact("au", "has-one@example.test");
        UUID without = WORLD.contact("au", "gone@example.test");
        WORLD.sql("update contact set email = null where id = $1", without);
        assertThat(send(active)).isEqualTo(Kind.ACCOUNT_EXISTS);
        assertThat(send(without)).isEqualTo(Kind.NO_ADDRESS);
        assertThat(SEND.send(List.of(twin), Set.of("au"), STAFF, "test").await().getFirst())
                .satisfies(outcome -> assertThat(outcome.kind()).isEqualTo(Kind.ADDRESS_IN_USE))
                .satisfies(outcome -> assertThat(outcome.other()).contains(active));
    }

    @Test
    void too_many_to_one_contact_are_refused() {
        UUID contact = WORLD.contact("au", "often@example.test");
        for (int i = 0; i < 5; i++) {
            assertThat(send(contact)).isEqualTo(Kind.SENT);
        }
        assertThat(send(contact)).isEqualTo(Kind.LIMITED);
    }

    @Test
    void a_contact_of_another_region_is_as_if_it_did_not_exist() {
        UUID contact = WORLD.contact("nz", "far@example.test");
        assertThat(SEND.send(List.of(contact), Set.of("au"), STAFF, "test").await())
                .isEmpty();
        assertThat(WORLD.count("mail where recipient = 'far@example.test'")).isZero();

        String path = "/invitation/" + WORLD.invitation("nz", "invited.far@example.test");
        UUID invited = WORLD.contactOf("invited.far@example.test");
        assertThat(SEND.revoke(invited, Set.of("au"), STAFF, "test").await()).isFalse();
        assertThat(WORLD.portal("nz").get(path).status()).isEqualTo(200);
    }

    @Test
    void a_revoked_invitation_explains_itself() {
        UUID contact = WORLD.contact("au", "revoked@example.test");
        assertThat(send(contact)).isEqualTo(Kind.SENT);
        assertThat(SEND.revoke(contact, Set.of("au"), STAFF, "test").await()).isTrue();
        assertThat(SEND.revoke(contact, Set.of("au"), STAFF, "test").await()).isFalse();
        var dead = WORLD.portal("au").get("/invitation/" + newestLink(contact));
        assertThat(dead.status()).isEqualTo(410);
        assertThat(dead.body()).doesNotContain("name=\"password\"");
    }

    @Test
    void an_invitation_works_once() {
        String path = "/invitation/" + WORLD.invitation("us", "once@example.test");
        assertThat(WORLD.portal("us").post(path, "password", PASSWORD).status()).isEqualTo(303);
        assertThat(WORLD.portal("us").post(path, "password", PASSWORD).status()).isEqualTo(410);
        assertThat(WORLD.portal("us").get(path).body()).contains("/login");
    }

    @Test
    void who_is_signed_in_is_led_on_from_a_used_invitation() {
        String path = "/invitation/" + WORLD.invitation("us", "led.on@example.test");
        Browser browser = WORLD.portal("us");
        assertThat(browser.post(path, "password", PASSWORD).status()).isEqualTo(303);
        assertThat(browser.get(path).location()).isEqualTo("/account");
        assertThat(browser.post(path, "password", PASSWORD).location()).startsWith("/account");
        assertThat(WORLD.portal("us").get(path).status()).isEqualTo(410);

        String other = "/invitation/" + WORLD.invitation("us", "somebody.else@example.test");
        assertThat(WORLD.portal("us").post(other, "password", PASSWORD).status())
                .isEqualTo(303);
        assertThat(browser.get(other).status()).isEqualTo(410);
        assertThat(browser.get("/invitation/damaged").status()).isEqualTo(410);
    }

    @Test
    void the_own_name_and_address_are_no_password() {
        String path = "/invitation/" + WORLD.invitation("us", "gwendolyn.fairweather@example.test");
        for (String typed : List.of("robin sample's password", "gwendolyn.fairweather@example.test")) {
            assertThat(WORLD.portal("us").post(path, "password", typed).status())
                    .as(typed)
                    .isEqualTo(422);
        }
    }

    /** Right or wrong, what is typed behind a used link is answered alike: it tests no passwords. */
    @ParameterizedTest
    @ValueSource(strings = {PASSWORD, "another long passphrase here"})
    void a_second_press_shows_the_account_of_the_first(String typed) {
        String invited = UUID.randomUUID() + "@example.test";
        String path = "/invitation/" + WORLD.invitation("nz", invited);
        Browser browser = WORLD.portal("nz");
        assertThat(browser.post(path, "password", PASSWORD).status()).isEqualTo(303);
        var second = browser.post(path, "password", typed);
        assertThat(second.status()).isEqualTo(303);
        assertThat(browser.get(second.location()).body())
                .contains("Your account is ready. Its password is the one you entered first");

        var elsewhere = WORLD.portal("nz").with("sec-fetch-mode", "navigate");
        var third = elsewhere.post(path, "password", typed);
        assertThat(third.status()).isEqualTo(410);
        assertThat(third.headers().contains("set-cookie")).isFalse();
        assertThat(third.body())
                .contains("You already have an account", "Sign in with the password you entered first", "/login");
        assertThat(elsewhere.get(path).body())
                .contains("You already have an account")
                .doesNotContain("no longer works");
        assertThat(WORLD.count("session s join account a on a.id = s.subject where a.email = $1", invited))
                .isEqualTo(1);
    }

    @Test
    void two_invitations_of_one_address_make_one_account() {
        String first = WORLD.invitation("us", "shared@example.test");
        String second = WORLD.invitation("us", "shared@example.test");
        assertThat(WORLD.portal("us")
                        .post("/invitation/" + first, "password", PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(WORLD.portal("us")
                        .post("/invitation/" + second, "password", PASSWORD)
                        .status())
                .isEqualTo(410);
        assertThat(WORLD.count("account where email = 'shared@example.test'")).isEqualTo(1);
    }

    private static Kind send(UUID contact) {
        return SEND.send(List.of(contact), Set.of("au"), STAFF, "test")
                .await()
                .getFirst()
                .kind();
    }

    private static UUID contactOf(String email) {
        return WORLD.sql("select contact_id from account where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
    }

    private static String newestLink(UUID contact) {
        UUID link = WORLD.sql("select invitation_id from contact where id = $1", contact)
                .iterator()
                .next()
                .getUUID(0);
        return WORLD.links().token(Purpose.INVITATION, "au", link);
    }
}
