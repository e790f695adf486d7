package latchkey.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import latchkey.testing.Browser.Answer;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link that ran out can be asked for anew with one press, and nobody learns anything by it. */
class RenewTest {

    private static final String EXPIRED = "expires_at = now()";
    private static final String REPLACED = "ended_at = now(), ended_by = 'replaced'";
    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPIRED, REPLACED})
    void an_invitation_that_ran_out_is_mailed_anew(String change) {
        String email = UUID.randomUUID() + "@example.test";
        String token = spentInvitation(email, change);
        var dead = WORLD.portal("au").get("/invitation/" + token);
        assertThat(dead.body())
                .contains("action=\"/invitation/" + token + "/renew\"", "Email me a new invitation")
                .doesNotContain(email);

        var answer = renew("/invitation/" + token);

        assertThat(answer.location()).isEqualTo("/invitation/sent");
        assertThat(WORLD.portal("au").get("/invitation/sent").body()).contains("Check your email");
        assertThat(mails(email)).isEqualTo(2);
        UUID contact = WORLD.contactOf(email);
        assertThat(WORLD.count("link where contact_id = $1 and used_at is null and ended_at is null", contact))
                .isEqualTo(1);
        assertThat(WORLD.count(
                        "contact c join link l on l.id = c.invitation_id where c.id = $1 and l.ended_at is null"
                                + " and l.expires_at > now() + interval '6 days'"
                                + " and c.invitation_expires_at = l.expires_at",
                        contact))
                .isEqualTo(1);
        assertThat(WORLD.count(
                        "event where contact_id = $1 and kind = 'invitation-renewed' and actor = 'client'", contact))
                .isEqualTo(1);
    }

    /** Nothing would come of a new one. */
    @Test
    void an_earlier_invitation_of_who_has_an_account_leads_to_it() {
        String email = UUID.randomUUID() + "@example.test";
        String first = "/invitation/" + WORLD.invitation("au", email);
        String second = "/invitation/" + WORLD.invite("au", WORLD.contactOf(email));
        assertThat(WORLD.portal("au").get(first).body()).contains("We’ve sent you a newer invitation", "/renew");
        var client = WORLD.portal("au");
        assertThat(client.post(second, "password", World.PASSWORD).status()).isEqualTo(303);

        assertThat(client.get(first).location()).isEqualTo("/account");
        assertThat(WORLD.portal("au").get(first).body())
                .contains("You already have an account", "You don’t need this invitation any more.", "/login")
                .doesNotContain("/renew");
    }

    @ParameterizedTest
    @ValueSource(strings = {EXPIRED, REPLACED})
    void a_reset_link_that_ran_out_is_mailed_anew(String change) {
        String email = UUID.randomUUID() + "@example.test";
        String token = spentReset(email, change);
        var dead = WORLD.portal("au").get("/reset-password/" + token);
        assertThat(dead.body())
                .contains("action=\"/reset-password/" + token + "/renew\"", "Email me a new link")
                .doesNotContain(email);
        assertThat(renew("/reset-password/" + token).location()).isEqualTo("/forgot-password/sent");
        assertThat(mails(email)).isEqualTo(2);
        assertThat(WORLD.portal("au")
                        .get("/reset-password/" + WORLD.resetToken("au", email))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_went_to_a_former_address_renews_no_invitation_and_a_reset_goes_to_the_one_on_file() {
        String token = spentInvitation("former@example.test", EXPIRED);
        WORLD.sql("update contact set email = 'present@example.test' where email = 'former@example.test'");
        assertThat(renew("/invitation/" + token).status()).isEqualTo(303);
        String reset = spentReset("former.account@example.test", EXPIRED);
        WORLD.sql("update account set email = 'present.account@example.test'"
                + " where email = 'former.account@example.test'");
        assertThat(renew("/reset-password/" + reset).status()).isEqualTo(303);
        assertThat(mails("former@example.test") + mails("former.account@example.test"))
                .isEqualTo(2);
        assertThat(mails("present@example.test")).isZero();
        assertThat(mails("present.account@example.test")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "used_at = now()",
                "ended_at = now(), ended_by = 'revoked'",
                "ended_at = now(), ended_by = 'address'",
                "purpose = 'reset'",
                "region = 'nz'",
                "email = email"
            })
    void any_other_link_gets_the_same_answer_and_no_mail(String change) {
        String email = UUID.randomUUID() + "@example.test";
        String token = spentInvitation(email, change);
        assertThat(renew("/invitation/" + token).location()).isEqualTo("/invitation/sent");
        assertThat(renew("/invitation/" + token.substring(1) + "A").location()).isEqualTo("/invitation/sent");
        assertThat(renew("/reset-password/" + token).location()).isEqualTo("/forgot-password/sent");
        assertThat(mails(email)).isEqualTo(1);
        String reset = spentReset("reset." + email, change.replace("purpose = 'reset'", "purpose = 'invitation'"));
        assertThat(renew("/reset-password/" + reset).location()).isEqualTo("/forgot-password/sent");
        assertThat(mails("reset." + email)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update contact set portal = 'REVOKED' where email = $1",
                "update contact set portal = 'ACTIVE' where email = $1",
                "insert into account (id, region, contact_id, email, password)"
                        + " select gen_random_uuid(), region, id, email, 'x' from contact where email = $1"
            })
    void who_is_not_invited_any_more_gets_no_mail(String change) {
        String email = UUID.randomUUID() + "@example.test";
        String token = spentInvitation(email, EXPIRED);
        WORLD.sql(change, email);
        assertThat(renew("/invitation/" + token).location()).isEqualTo("/invitation/sent");
        assertThat(mails(email)).isEqualTo(1);
    }

    @Test
    void a_disabled_account_gets_no_mail() {
        String token = spentReset("disabled@example.test", EXPIRED);
        WORLD.sql("update account set disabled_at = now() where email = 'disabled@example.test'");
        assertThat(renew("/reset-password/" + token).location()).isEqualTo("/forgot-password/sent");
        assertThat(mails("disabled@example.test")).isEqualTo(1);
    }

    @Test
    void many_presses_send_few_mails() {
        String token = spentInvitation("often@example.test", EXPIRED);
        for (int i = 0; i < 8; i++) {
            assertThat(renew("/invitation/" + token).status()).isEqualTo(303);
        }
        assertThat(mails("often@example.test"))
                .as("the first, and limits.invitation-by-contact")
                .isEqualTo(6);
    }

    @Test
    void an_old_link_in_a_stranger_s_hands_ends_no_link_that_works() {
        String email = UUID.randomUUID() + "@example.test";
        String old = spentInvitation(email, REPLACED);
        assertThat(renew("/invitation/" + old).status()).isEqualTo(303);
        UUID contact = WORLD.contactOf(email);
        UUID open = openLink(contact);
        assertThat(renew("/invitation/" + old).status()).isEqualTo(303);
        assertThat(openLink(contact)).isEqualTo(open);
        assertThat(mails(email)).isEqualTo(3);
        assertThat(WORLD.count("mail where link_id = $1", open))
                .as("the link that works is mailed again")
                .isEqualTo(2);
    }

    private static UUID openLink(UUID contact) {
        return WORLD.sql("select id from link where contact_id = $1 and used_at is null and ended_at is null", contact)
                .iterator()
                .next()
                .getUUID(0);
    }

    @Test
    void a_network_that_asks_too_often_is_told() {
        World narrow = World.start(Map.of("limits.reset-by-network", "2/1h"));
        try {
            String token = narrow.invitation("au", "narrow@example.test");
            for (int i = 0; i < 2; i++) {
                assertThat(narrow.portal("au")
                                .post("/invitation/" + token + "/renew")
                                .status())
                        .isEqualTo(303);
            }
            var limited = narrow.portal("au").post("/invitation/" + token + "/renew");
            assertThat(limited.status()).isEqualTo(429);
            assertThat(limited.headers().get("retry-after")).isNotBlank();
        } finally {
            narrow.close();
        }
    }

    @Test
    void looking_changes_nothing() {
        String token = spentInvitation("looked@example.test", EXPIRED);
        Answer looked = WORLD.portal("au").get("/invitation/" + token + "/renew");
        assertThat(looked.status()).isEqualTo(303);
        assertThat(looked.location()).isEqualTo("/invitation/" + token);
        assertThat(mails("looked@example.test")).isEqualTo(1);
    }

    private static Answer renew(String path) {
        return WORLD.portal("au").post(path + "/renew");
    }

    private static long mails(String email) {
        return WORLD.count("mail where recipient = $1", email);
    }

    private static String spentInvitation(String email, String change) {
        String token = WORLD.invitation("au", email);
        WORLD.sql("update link set " + change + " where email = $1", email);
        return token;
    }

    private static String spentReset(String email, String change) {
        WORLD.account("au", email);
        WORLD.portal("au").post("/forgot-password", "email", email);
        String token = WORLD.resetToken("au", email);
        WORLD.sql("update link set " + change + " where email = $1", email);
        return token;
    }
}
