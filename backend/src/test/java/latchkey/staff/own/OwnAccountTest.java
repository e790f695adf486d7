package latchkey.staff.own;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.link.Purpose;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Staff members look after their own account. */
class OwnAccountTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final String NEXT = "another horse staple";

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_new_password_ends_the_other_sessions_and_is_told_by_mail() {
        UUID id = STAFF.support("changes@latchkey.test", "au");
        Browser here = STAFF.signedIn("changes@latchkey.test");
        Browser elsewhere = STAFF.signedIn("changes@latchkey.test");
        String link = STAFF.link(id);
        assertThat(change(here, PASSWORD, NEXT).status()).isEqualTo(204);
        assertThat(WORLD.count("session where subject = $1 and ended_at is not null", id))
                .as("ended, and not only made old by the new password")
                .isEqualTo(1);
        assertThat(here.get("/api/v1/regions").status()).isEqualTo(200);
        assertThat(elsewhere.get("/api/v1/regions").status()).isEqualTo(401);
        assertThat(signIn("changes@latchkey.test", PASSWORD)).isEqualTo(401);
        assertThat(signIn("changes@latchkey.test", NEXT)).isEqualTo(200);
        assertThat(WORLD.count("mail where kind = 'staff-password-changed' and staff_id = $1", id))
                .isEqualTo(1);
        assertThat(WORLD.count("event where kind = 'staff-password-changed' and actor = $1", id.toString()))
                .isEqualTo(1);
        assertThat(STAFF.stranger()
                        .post("/api/v1/activation/check", new JsonObject().put("token", link))
                        .status())
                .isEqualTo(410);
    }

    @Test
    void a_wrong_current_password_changes_nothing_and_cannot_be_guessed() {
        STAFF.support("guessed@latchkey.test", "au");
        Browser here = STAFF.signedIn("guessed@latchkey.test");
        var wrong = change(here, "not this one", NEXT);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(field(wrong)).isEqualTo("currentPassword");
        for (int i = 0; i < 9; i++) {
            assertThat(change(here, "not this one", NEXT).status()).isEqualTo(400);
        }
        var limited = change(here, PASSWORD, NEXT);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.json().getString("advice")).contains("sign out and choose “Forgot password?”");
        assertThat(signIn("guessed@latchkey.test", PASSWORD)).isEqualTo(200);
    }

    @Test
    void a_refused_password_says_why() {
        STAFF.support("refused@latchkey.test", "au");
        Browser here = STAFF.signedIn("refused@latchkey.test");
        for (String refused : new String[] {"short", "password1234", "refused@latchkey.test", PASSWORD}) {
            var answer = change(here, PASSWORD, refused);
            assertThat(answer.status()).as(refused).isEqualTo(422);
            assertThat(field(answer)).isEqualTo("password");
        }
        assertThat(change(here, PASSWORD, PASSWORD).body()).contains("That’s your current password.");
        assertThat(signIn("refused@latchkey.test", PASSWORD)).isEqualTo(200);
    }

    @Test
    void who_forgot_the_password_gets_a_link_that_sets_a_new_one() {
        UUID id = STAFF.support("forgot@latchkey.test", "au");
        Browser open = STAFF.signedIn("forgot@latchkey.test");
        assertThat(forgot(" Forgot@Latchkey.test ")).isEqualTo(202);
        UUID link = eventually(
                        () -> WORLD.sql("select link_id from mail where kind = 'staff-reset' and staff_id = $1", id),
                        mails -> assertThat(mails.size()).isEqualTo(1))
                .iterator()
                .next()
                .getUUID(0);
        assertThat(open.get("/api/v1/regions").status())
                .as("nothing is changed by asking")
                .isEqualTo(200);
        String token = WORLD.links().token(Purpose.STAFF, "staff", link);
        assertThat(STAFF.stranger()
                        .post(
                                "/api/v1/activation",
                                new JsonObject().put("token", token).put("password", NEXT))
                        .status())
                .isEqualTo(204);
        assertThat(signIn("forgot@latchkey.test", NEXT)).isEqualTo(200);
        assertThat(WORLD.count("mail where kind = 'staff-password-changed' and staff_id = $1", id))
                .as("a stranger with the mailbox is noticed")
                .isEqualTo(1);
        assertThat(open.get("/api/v1/regions").status()).isEqualTo(401);
    }

    @Test
    void who_used_a_link_may_ask_for_the_next_one_whatever_strangers_asked_for() {
        UUID id = STAFF.support("forgets@latchkey.test", "au");
        for (int i = 0; i < 8; i++) {
            assertThat(forgot("forgets@latchkey.test")).isEqualTo(202);
        }
        assertThat(STAFF.stranger()
                        .post(
                                "/api/v1/activation",
                                new JsonObject().put("token", STAFF.link(id)).put("password", NEXT))
                        .status())
                .isEqualTo(204);
        long before = WORLD.count("mail where kind = 'staff-reset' and staff_id = $1", id);
        assertThat(forgot("forgets@latchkey.test")).isEqualTo(202);
        eventually(
                () -> WORLD.count("mail where kind = 'staff-reset' and staff_id = $1", id),
                mails -> assertThat(mails).isEqualTo(before + 1));
    }

    @Test
    void asking_for_a_link_ends_no_other_and_tells_nothing() {
        UUID invited = STAFF.support("invited@latchkey.test", "au");
        String invitation = STAFF.link(invited);
        assertThat(forgot("invited@latchkey.test")).isEqualTo(202);
        assertThat(forgot("nobody@latchkey.test")).isEqualTo(202);
        eventually(
                () -> WORLD.count("mail where kind = 'staff-reset' and staff_id = $1", invited),
                mails -> assertThat(mails).isEqualTo(1));
        assertThat(WORLD.count("mail where recipient = 'nobody@latchkey.test'")).isZero();
        assertThat(STAFF.stranger()
                        .post("/api/v1/activation/check", new JsonObject().put("token", invitation))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_ended_member_gets_no_link() {
        UUID ended = STAFF.support("ended@latchkey.test", "au");
        WORLD.sql("update staff set ended_at = now() where id = $1", ended);
        UUID last = STAFF.support("last@latchkey.test", "au");
        assertThat(forgot("ended@latchkey.test")).isEqualTo(202);
        assertThat(forgot("last@latchkey.test")).isEqualTo(202);
        eventually(
                () -> WORLD.count("mail where staff_id = $1", last),
                mails -> assertThat(mails).isEqualTo(1));
        assertThat(WORLD.count("mail where staff_id = $1", ended)).isZero();
    }

    @Test
    void somebody_who_is_asked_for_again_and_again_is_not_flooded() {
        UUID id = STAFF.support("flooded@latchkey.test", "au");
        for (int i = 0; i < 8; i++) {
            assertThat(forgot("flooded@latchkey.test")).isEqualTo(202);
        }
        UUID last = STAFF.support("after.the.flood@latchkey.test", "au");
        assertThat(forgot("after.the.flood@latchkey.test")).isEqualTo(202);
        eventually(
                () -> WORLD.count("mail where staff_id = $1", last),
                mails -> assertThat(mails).isEqualTo(1));
        assertThat(WORLD.count("mail where kind = 'staff-reset' and staff_id = $1", id))
                .isEqualTo(5);
    }

    @Test
    void own_sessions_are_listed_and_ended_and_nobody_elses() {
        STAFF.support("sessions@latchkey.test", "au");
        STAFF.support("other@latchkey.test", "au");
        Browser here = STAFF.signedIn("sessions@latchkey.test");
        Browser elsewhere = STAFF.signedIn("sessions@latchkey.test");
        Browser other = STAFF.signedIn("other@latchkey.test");
        String others = sessions(other).getJsonObject(0).getString("id");
        assertThat(sessions(here)).hasSize(2);
        String ended = sessions(here).stream()
                .map(JsonObject.class::cast)
                .filter(session -> !session.getBoolean("isCurrent"))
                .findFirst()
                .orElseThrow()
                .getString("id");
        assertThat(here.send("DELETE", "/api/v1/me/sessions/" + ended).status()).isEqualTo(204);
        assertThat(elsewhere.get("/api/v1/regions").status()).isEqualTo(401);
        assertThat(here.send("DELETE", "/api/v1/me/sessions/" + others).status())
                .isEqualTo(404);
        assertThat(other.get("/api/v1/regions").status()).isEqualTo(200);
        assertThat(sessions(here)).hasSize(1);
    }

    @Test
    void the_own_name_is_changed_and_nothing_else() {
        UUID id = STAFF.support("named@latchkey.test", "au");
        Browser here = STAFF.signedIn("named@latchkey.test");
        assertThat(rename(here, " Zoë Neu ").status()).isEqualTo(204);
        assertThat(WORLD.count("staff where id = $1 and name = 'Zoë Neu' and role = 'support'", id))
                .isEqualTo(1);
        assertThat(rename(here, " ").status()).isEqualTo(400);
        assertThat(rename(here, "a\nb").status()).isEqualTo(400);
        assertThat(here.raw("PATCH", "/api/v1/me", "application/json", "{\"name\":\"Eve\",\"role\":\"admin\"}")
                        .status())
                .isEqualTo(400);
        assertThat(WORLD.count("staff where id = $1 and name = 'Zoë Neu' and role = 'support'", id))
                .isEqualTo(1);
    }

    private static Browser.Answer rename(Browser here, String name) {
        return here.raw(
                "PATCH",
                "/api/v1/me",
                "application/json",
                new JsonObject().put("name", name).encode());
    }

    private static Browser.Answer change(Browser here, String current, String next) {
        return here.post(
                "/api/v1/me/password",
                new JsonObject().put("currentPassword", current).put("password", next));
    }

    private static JsonArray sessions(Browser here) {
        return here.get("/api/v1/me/sessions").json().getJsonArray("items");
    }

    private static String field(Browser.Answer answer) {
        return answer.json().getJsonArray("errors").getJsonObject(0).getString("field");
    }

    private static int forgot(String email) {
        return STAFF.stranger()
                .post("/api/v1/forgot-password", new JsonObject().put("email", email))
                .status();
    }

    private static int signIn(String email, String password) {
        return STAFF.stranger()
                .post("/api/v1/session", new JsonObject().put("email", email).put("password", password))
                .status();
    }
}
