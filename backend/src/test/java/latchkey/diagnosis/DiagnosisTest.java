package latchkey.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latchkey.link.Purpose;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static Browser support;

    @BeforeAll
    static void sign_in() {
        STAFF.support("support@latchkey.test", "nz");
        support = STAFF.signedIn("support@latchkey.test");
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void an_unused_invitation_says_until_when_in_the_regions_time() {
        UUID contact = WORLD.contact("nz", "unused@example.test");
        assertThat(diagnose(contact).getString("action")).isEqualTo("SEND_INVITATION");
        support.send("POST", "/api/v1/contacts/" + contact + "/invitation");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("INVITATION_WAITING");
        WORLD.sql("update mail set status = 'SENT' where contact_id = $1", contact);
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("UNUSED");
        assertThat(diagnosis.getString("headline"))
                .startsWith("Robin was invited")
                .contains("(Auckland time)");
        assertThat(diagnosis.getString("action")).isEqualTo("RESEND_INVITATION");
        assertThat(diagnosis.getJsonArray("evidence")).isNotEmpty();
    }

    @Test
    void wrong_passwords_are_counted_and_then_limited() {
        WORLD.account("nz", "wrong@example.test");
        for (int i = 0; i < 3; i++) {
            signIn("nz", "wrong@example.test");
        }
        JsonObject diagnosis = diagnose(contact("wrong@example.test"));
        assertThat(diagnosis.getString("verdict")).isEqualTo("WRONG_PASSWORDS");
        assertThat(diagnosis.getString("headline"))
                .matches("3 wrong passwords have been entered .*, most recently (today|yesterday) at .* \\(Auckland"
                        + " time\\)\\.");
        for (int i = 0; i < 8; i++) {
            signIn("nz", "wrong@example.test");
        }
        UUID contact = contact("wrong@example.test");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("LIMITED");
        assertThat(diagnose(contact).getString("action")).isEqualTo("UNLOCK");
        WORLD.sql("update rate_limit set started_at = date_trunc('minute', started_at) + interval '1 second'"
                + " where key like '%wrong@example.test%'");
        String refused = WORLD.portal("nz")
                .post("/login", "email", "wrong@example.test", "password", World.PASSWORD)
                .body();
        Matcher told = Pattern.compile("at (\\d+:\\d\\d [ap]m)").matcher(refused);
        assertThat(told.find()).as(refused).isTrue();
        assertThat(diagnose(contact).getString("headline"))
                .as("what the client reads too, to the full minute")
                .contains(told.group(1));

        WORLD.sql("update rate_limit set started_at = now() - interval '16 minutes', until = now() + interval '30 days'"
                + " where key like '%wrong@example.test%'");
        assertThat(diagnose(contact).getString("verdict"))
                .as("by the limit of now, however long it was when it was counted")
                .isEqualTo("WRONG_PASSWORDS");
        WORLD.sql("update rate_limit set started_at = now() where key like '%wrong@example.test%'");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("LIMITED");

        assertThat(support.send("POST", "/api/v1/contacts/" + contact + "/account/unlock")
                        .status())
                .isEqualTo(200);
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("WRONG_PASSWORDS");
        assertThat(WORLD.portal("nz")
                        .post("/login", "email", "wrong@example.test", "password", World.PASSWORD)
                        .status())
                .as("who remembers the password is in at once")
                .isEqualTo(303);
        assertThat(support.get("/api/v1/contacts/" + contact + "/events").body())
                .contains("Sign-in unlocked");
    }

    @Test
    void a_pause_of_the_clients_own_device_is_seen_and_unlocked_too() {
        WORLD.account("nz", "own.device@example.test");
        var device = WORLD.portal("nz");
        assertThat(device.post("/login", "email", "own.device@example.test", "password", World.PASSWORD)
                        .status())
                .isEqualTo(303);
        for (int i = 0; i < 11; i++) {
            var _ = device.post("/login", "email", "own.device@example.test", "password", "wrong " + i);
        }
        UUID contact = contact("own.device@example.test");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("LIMITED");
        assertThat(support.send("POST", "/api/v1/contacts/" + contact + "/account/unlock")
                        .status())
                .isEqualTo(200);
        assertThat(device.post("/login", "email", "own.device@example.test", "password", World.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void who_is_locked_out_and_has_a_reset_link_is_asked_to_open_it() {
        WORLD.account("nz", "locked.out@example.test");
        for (int i = 0; i < 11; i++) {
            signIn("nz", "locked.out@example.test");
        }
        UUID contact = contact("locked.out@example.test");
        assertThat(diagnose(contact).getString("advice")).contains("If not, send a reset link");
        WORLD.portal("nz").post("/forgot-password", "email", "locked.out@example.test");
        WORLD.sql("update mail set status = 'SENT', next_attempt_at = null where contact_id = $1", contact);
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("LIMITED");
        assertThat(diagnose(contact).getString("advice"))
                .contains("If not, ask Robin to open the reset link that was emailed to locked.out@example.test.")
                .doesNotContain("send");
        WORLD.sql("update link set expires_at = now() where contact_id = $1 and purpose = 'reset'", contact);
        assertThat(diagnose(contact).getString("advice")).contains("If not, send a reset link");
    }

    @Test
    void a_disabled_account_says_who_did_it_and_why() {
        WORLD.account("nz", "switched.off@example.test");
        UUID contact = contact("switched.off@example.test");
        STAFF.support("colleague@latchkey.test", "nz");
        Browser namesake = STAFF.signedIn("colleague@latchkey.test");
        var disabled = support.post(
                "/api/v1/contacts/" + contact + "/account/disable",
                new JsonObject().put("reason", "Contract cancelled"));
        assertThat(disabled.json().getJsonObject("portal").getString("disabledReason"))
                .isEqualTo("Contract cancelled");
        JsonObject told =
                namesake.get("/api/v1/contacts/" + contact + "/diagnosis").json();
        assertThat(told.getString("headline")).startsWith("Sandy Staff disabled the account ");
        assertThat(told.getString("advice")).contains("The reason given was “Contract cancelled”: check");
        assertThat(diagnose(contact).getString("headline")).startsWith("You disabled the account ");
        assertThat(support.get("/api/v1/contacts/" + contact + "/events").body())
                .contains("Account disabled and signed out everywhere. Reason: Contract cancelled");
        assertThat(support.send("POST", "/api/v1/contacts/" + contact + "/account/enable")
                        .json()
                        .getJsonObject("portal")
                        .getString("disabledReason"))
                .isNull();
    }

    @Test
    void an_address_that_looks_misspelt_is_to_be_corrected() {
        JsonObject diagnosis = diagnose(WORLD.contact("nz", "robin.sample@gmail.con"));
        assertThat(diagnosis.getString("verdict")).isEqualTo("MISSPELT");
        assertThat(diagnosis.getString("headline"))
                .isEqualTo("The email address robin.sample@gmail.con looks misspelt. Should it end in gmail.com?");
        assertThat(diagnosis.getString("action")).isEqualTo("EDIT_CONTACT");
        assertThat(diagnosis.getString("advice")).endsWith("correct it. Then send the invitation.");
        UUID invited = WORLD.contact("nz", "robin.sample@hotmail.con");
        invite(invited);
        assertThat(diagnose(invited).getString("advice"))
                .endsWith("correct it. A new invitation then goes out straight away.");
    }

    @Test
    void a_new_address_that_is_not_confirmed_is_told_until_it_is() {
        WORLD.account("nz", "moving@example.test");
        UUID contact = contact("moving@example.test");
        assertThat(support.post(
                                "/api/v1/contacts/" + contact + "/email",
                                new JsonObject().put("email", "moving.new@example.test"))
                        .status())
                .isEqualTo(202);
        WORLD.sql("update mail set status = 'SENT', next_attempt_at = null where contact_id = $1", contact);
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("NEW_ADDRESS_UNCONFIRMED");
        assertThat(diagnosis.getString("action")).isEqualTo("RESEND_CONFIRMATION");
        assertThat(diagnosis.getString("headline"))
                .isEqualTo("Robin hasn’t confirmed the new email address moving.new@example.test yet, and signs in with"
                        + " moving@example.test until then.");
        signIn("nz", "moving.new@example.test");
        WORLD.portal("nz").post("/confirm-address/" + WORLD.token(Purpose.ADDRESS, "nz", "moving.new@example.test"));
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("SIGNED_IN");

        signIn("nz", "moving@example.test");
        JsonObject former = diagnose(contact);
        assertThat(former.getString("verdict")).isEqualTo("FORMER_ADDRESS");
        assertThat(former.getString("headline"))
                .startsWith("Somebody entered moving@example.test today at ")
                .endsWith(". Robin used to sign in with that address.");
        assertThat(former.getString("advice"))
                .isEqualTo(
                        "Ask Robin to sign in with moving.new@example.test instead. Changing the address didn’t change the password.");
        assertThat(former.getJsonArray("evidence").encode())
                .contains("Somebody entered the earlier address moving@example.test here")
                .contains("Before that it was moving@example.test");
    }

    /** The password was right: nobody needs another one. */
    @Test
    void who_could_not_sign_in_while_the_account_was_disabled_entered_no_wrong_password() {
        WORLD.account("nz", "enabled.again@example.test");
        UUID contact = contact("enabled.again@example.test");
        var portal = WORLD.portal("nz");
        WORLD.sql("update account set disabled_at = now() where contact_id = $1", contact);
        portal.post("/login", "email", "enabled.again@example.test", "password", World.PASSWORD);
        WORLD.sql("update account set disabled_at = null where contact_id = $1", contact);
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'sign-in-failed'", contact))
                .isEqualTo(1);
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("SIGNED_IN");
        assertThat(diagnose(contact).encode()).doesNotContain("wrong password");
    }

    @Test
    void who_tries_to_sign_in_before_there_is_an_account_is_seen() {
        UUID contact = WORLD.contact("nz", "early@example.test");
        signIn("nz", "early@example.test");
        assertThat(diagnose(contact).getString("advice"))
                .contains(" Somebody tried to sign in with this address today at ")
                .endsWith(" That works once Robin has opened the invitation and chosen a password.");
        WORLD.portal("nz").post("/forgot-password", "email", "early@example.test");
        JsonObject asked = diagnose(contact);
        assertThat(asked.getString("advice"))
                .contains(" Somebody asked for a reset link with this address today at ")
                .endsWith(" so no link was sent.");
        assertThat(asked.encode())
                .contains("Somebody asked for a reset link with this address, which has no account yet")
                .doesNotContain("wrong password");
    }

    @Test
    void who_enters_the_new_address_before_it_is_confirmed_is_seen_and_told_which_one_works() {
        WORLD.account("nz", "too.early@example.test");
        UUID contact = contact("too.early@example.test");
        var _ = support.post(
                "/api/v1/contacts/" + contact + "/email", new JsonObject().put("email", "another.name@example.test"));
        WORLD.sql("update mail set status = 'SENT', next_attempt_at = null where contact_id = $1", contact);
        signIn("nz", "another.name@example.test");
        JsonObject typed = diagnose(contact);
        assertThat(typed.getString("verdict")).isEqualTo("NEW_ADDRESS_UNCONFIRMED");
        assertThat(typed.getString("headline"))
                .endsWith(
                        "and signs in with too.early@example.test until then. Somebody has already entered the new one on the portal.");
        assertThat(typed.getJsonArray("evidence").encode())
                .contains("Somebody entered the new address another.name@example.test here, which isn’t confirmed yet");
        signIn("nz", "too.early@example.test");
        JsonObject wrong = diagnose(contact);
        assertThat(wrong.getString("headline"))
                .endsWith(
                        "Somebody has already entered the new one on the portal. One wrong password has been entered since the last"
                                + " successful sign-in.");
        assertThat(wrong.getString("advice")).startsWith("Ask Robin to sign in with too.early@example.test for now");
        assertThat(wrong.getJsonArray("evidence").encode())
                .contains("One wrong password since the last successful sign-in");
        for (int i = 0; i < 11; i++) {
            signIn("nz", "too.early@example.test");
        }
        JsonObject locked = diagnose(contact);
        assertThat(locked.getString("action")).isEqualTo("UNLOCK");
        assertThat(locked.getString("advice"))
                .endsWith("Robin hasn’t confirmed the new address another.name@example.test yet, and"
                        + " signs in with too.early@example.test until then.");
    }

    @Test
    void a_slip_of_the_finger_and_a_wrong_region_are_seen() {
        WORLD.account("nz", "finger@example.test");
        UUID contact = contact("finger@example.test");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("SIGNED_IN");
        signIn("au", "finger@example.test");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("OTHER_REGION");
        signIn("nz", "fingre@example.test");
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("OTHER_ADDRESS");
        assertThat(diagnosis.getString("headline")).contains("fingre@example.test");
    }

    @Test
    void who_opens_an_older_invitation_is_asked_to_open_the_latest() {
        UUID contact = WORLD.contact("nz", "older@example.test");
        invite(contact);
        UUID older = latestInvitation(contact);
        invite(contact);
        openInvitation(older);
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("OLD_INVITATION");
        assertThat(diagnosis.getString("headline")).startsWith("Robin opened an older invitation");
        assertThat(diagnosis.getString("advice")).contains("open only the latest email we sent to older@example.test");
    }

    @Test
    void a_revoked_invitation_says_when_and_by_whom_and_until_when_it_works_no_more() {
        UUID contact = WORLD.contact("nz", "revoked@example.test");
        invite(contact);
        assertThat(support.send("DELETE", "/api/v1/contacts/" + contact + "/invitation")
                        .status())
                .isEqualTo(204);
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("REVOKED");
        assertThat(diagnosis.getString("headline"))
                .matches("Sandy Staff revoked the invitation (today|yesterday) at .* \\(Auckland time\\)\\.");
        assertThat(diagnosis.getJsonArray("evidence").encode())
                .contains("Sandy Staff revoked the invitation", "Invitation sent to revoked@example.test")
                .doesNotContain("valid until");
    }

    @Test
    void what_a_mail_server_put_off_for_too_long_is_sent_again() {
        UUID contact = WORLD.contact("nz", "greylisted@example.test");
        invite(contact);
        WORLD.sql(
                "update mail set status = 'FAILED', detail = '451 4.3.2 Not accepting mail' where contact_id = $1",
                contact);
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("INVITATION_GIVEN_UP");
        assertThat(diagnosis.getString("action")).isEqualTo("RESEND_INVITATION");
        assertThat(diagnosis.getString("advice")).doesNotContain("letter by letter");
    }

    @Test
    void who_has_set_a_new_password_is_asked_to_sign_in_with_it() {
        WORLD.account("nz", "forgetful@example.test");
        UUID contact = contact("forgetful@example.test");
        signIn("nz", "forgetful@example.test");
        WORLD.portal("nz").post("/forgot-password", "email", "forgetful@example.test");
        String reset = "/reset-password/" + WORLD.resetToken("nz", "forgetful@example.test");
        assertThat(WORLD.portal("nz")
                        .post(reset, "password", "another horse, another battery")
                        .status())
                .isEqualTo(303);
        assertThat(WORLD.portal("nz").get(reset).status()).isEqualTo(410);
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("PASSWORD_SET");
        assertThat(diagnosis.getString("headline")).startsWith("Robin set a new password ");
        assertThat(diagnosis.getJsonArray("evidence").encode())
                .contains("The client set a new password with a reset link")
                .contains("One wrong password since the last successful sign-in");
    }

    @Test
    void who_opens_the_invitation_again_is_asked_to_sign_in() {
        String token = WORLD.invitation("nz", "bookmark@example.test");
        UUID contact = contact("bookmark@example.test");
        WORLD.portal("nz").post("/invitation/" + token, "password", World.PASSWORD);
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("SIGNED_IN");
        assertThat(WORLD.portal("nz").get("/invitation/" + token).status()).isEqualTo(410);
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("USED_INVITATION");
        assertThat(diagnosis.getString("advice")).contains("sign in with bookmark@example.test");
    }

    @Test
    void whose_address_another_client_signs_in_with_is_named_before_anything_is_sent() {
        WORLD.account("nz", "couple@example.test");
        WORLD.sql(
                "update contact set given_name = 'Correa', reference = 'NZ-1' where id = $1",
                contact("couple@example.test"));
        JsonObject diagnosis = diagnose(WORLD.contact("nz", "couple@example.test"));
        assertThat(diagnosis.getString("verdict")).isEqualTo("ADDRESS_IN_USE");
        assertThat(diagnosis.getString("headline"))
                .isEqualTo("Correa Sample (NZ-1) already has an account with this email address.");
    }

    @Test
    void who_opened_the_invitation_too_late_is_seen() {
        UUID contact = WORLD.contact("nz", "late@example.test");
        invite(contact);
        UUID invitation = latestInvitation(contact);
        WORLD.sql("update link set expires_at = now() - interval '1 hour' where id = $1", invitation);
        assertThat(diagnose(contact).getString("headline")).endsWith("without being used.");
        openInvitation(invitation);
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("EXPIRED");
        assertThat(diagnose(contact).getString("headline")).endsWith("and Robin opened it after that.");
    }

    @Test
    void a_contact_of_another_region_is_not_diagnosed() {
        UUID contact = WORLD.contact("au", "other@example.test");
        assertThat(support.get("/api/v1/contacts/" + contact + "/diagnosis").status())
                .isEqualTo(404);
    }

    private static void invite(UUID contact) {
        assertThat(support.send("POST", "/api/v1/contacts/" + contact + "/invitation")
                        .status())
                .isEqualTo(202);
        WORLD.sql("update mail set status = 'SENT', next_attempt_at = null where contact_id = $1", contact);
    }

    private static UUID latestInvitation(UUID contact) {
        return WORLD.sql("select invitation_id from contact where id = $1", contact)
                .iterator()
                .next()
                .getUUID(0);
    }

    private static void openInvitation(UUID link) {
        String token = WORLD.links().token(Purpose.INVITATION, "nz", link);
        assertThat(WORLD.portal("nz").get("/invitation/" + token).status()).isEqualTo(410);
    }

    private static void signIn(String region, String email) {
        var answer = WORLD.portal(region).post("/login", "email", email, "password", "a wrong password");
        assertThat(answer.status()).isIn(401, 429);
    }

    private static JsonObject diagnose(UUID contact) {
        var answer = support.get("/api/v1/contacts/" + contact + "/diagnosis");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static UUID contact(String email) {
        return WORLD.sql("select id from contact where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
    }
}
