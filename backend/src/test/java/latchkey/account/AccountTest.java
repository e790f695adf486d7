package latchkey.account;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final String NEW_PASSWORD = "another horse, another battery";
    private static final Pattern END = Pattern.compile("/account/sessions/([0-9a-f-]{36})/end\"");
    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_client_sees_the_own_sessions_and_ends_one() {
        Browser phone = signedIn("sessions@example.test");
        Browser laptop = again("sessions@example.test");
        String page = laptop.get("/account").body();
        var others = END.matcher(page)
                .results()
                .map(match -> match.group(1))
                .filter(id -> WORLD.count("session where id = $1", UUID.fromString(id)) == 1)
                .toList();
        assertThat(others).isNotEmpty();
        others.forEach(id -> laptop.post("/account/sessions/" + id + "/end"));
        assertThat(phone.get("/account").status()).isEqualTo(303);
    }

    @Test
    void nobody_ends_a_session_of_somebody_else() {
        Browser mine = signedIn("mine@example.test");
        Browser theirs = signedIn("theirs@example.test");
        var session = WORLD.sql("select s.id from session s join account a on a.id = s.subject where a.email ="
                        + " 'mine@example.test'")
                .iterator()
                .next()
                .getUUID(0);
        theirs.post("/account/sessions/" + session + "/end");
        assertThat(mine.get("/account").status()).isEqualTo(200);
    }

    @Test
    void all_other_sessions_end_at_once() {
        Browser one = signedIn("others@example.test");
        Browser two = again("others@example.test");
        assertThat(two.post("/account/sessions/end-others").location()).startsWith("/account");
        assertThat(one.get("/account").status()).isEqualTo(303);
        assertThat(two.get("/account").status()).isEqualTo(200);
    }

    @Test
    void a_new_password_keeps_this_session_and_ends_the_others() {
        Browser here = signedIn("change@example.test");
        Browser there = again("change@example.test");
        assertThat(change(here, "not the password", NEW_PASSWORD).status()).isEqualTo(422);
        assertThat(change(here, PASSWORD, "short").status()).isEqualTo(422);
        assertThat(change(here, "", NEW_PASSWORD).status()).isEqualTo(422);
        assertThat(change(here, PASSWORD, NEW_PASSWORD).location()).startsWith("/account");
        assertThat(here.get("/account").status()).isEqualTo(200);
        assertThat(there.get("/account").status()).isEqualTo(303);
        assertThat(again("change@example.test").get("/account").status()).isEqualTo(303);
        assertThat(WORLD.count("mail where recipient = 'change@example.test' and kind = 'password-changed'"))
                .isEqualTo(1);
    }

    @Test
    void the_own_name_and_address_are_no_password() {
        Browser browser = signedIn("gwendolyn.fairweather@example.test");
        for (String typed : List.of("robin sample's password", "gwendolyn.fairweather@example.test")) {
            assertThat(change(browser, PASSWORD, typed).status()).as(typed).isEqualTo(422);
        }
    }

    @Test
    void the_current_password_is_no_new_one() {
        Browser browser = signedIn("same@example.test");
        var refused = change(browser, PASSWORD, PASSWORD);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("That’s your current password. Choose a different one.");
        assertThat(change(browser, "wrong horse, wrong battery", "wrong horse, wrong battery")
                        .body())
                .contains("That isn’t your current password.")
                .doesNotContain("That’s your current password.");
    }

    @Test
    void a_second_press_shows_the_success_of_the_first() {
        Browser browser = signedIn("twice@example.test");
        assertThat(change(browser, PASSWORD, NEW_PASSWORD).location()).isEqualTo("/account?password-changed");
        assertThat(change(browser, PASSWORD, NEW_PASSWORD).location()).isEqualTo("/account?password-changed");
        assertThat(change(browser, PASSWORD, "a third horse, a third battery").status())
                .isEqualTo(422);
        assertThat(WORLD.count("mail where recipient = 'twice@example.test' and kind = 'password-changed'"))
                .isEqualTo(1);
        WORLD.sql("update account set password_changed_at = now() - interval '2 minutes'"
                + " where email = 'twice@example.test'");
        assertThat(change(browser, PASSWORD, NEW_PASSWORD).status()).isEqualTo(422);
        assertThat(browser.post("/logout").location()).isEqualTo("/login?signed-out");
        assertThat(browser.post("/logout").location()).isEqualTo("/login?signed-out");
    }

    @Test
    void who_was_signed_out_reads_why() {
        assertThat(noticeAfter(
                        "idle.why@example.test", "update session set last_seen_at = now() - interval '13 hours'"))
                .contains("hadn’t been here for a while");
        assertThat(noticeAfter("old.why@example.test", "update session set expires_at = now()"))
                .contains("sign in again from time to time");
        assertThat(noticeAfter("ended.why@example.test", "update session set ended_at = now()"))
                .contains("from another of your devices, or by us");
        assertThat(noticeAfter("off.why@example.test", "update account set disabled_at = now()"))
                .contains("this account has been disabled");
        assertThat(noticeAfter(
                        "enabled.why@example.test",
                        "update account set password_changed_at = activated_at - interval '1 day',"
                                + " password_version = password_version + 1"))
                .contains("from another of your devices, or by us");
    }

    @Test
    void a_new_password_is_the_reason_of_the_sessions_that_it_ended_alone() {
        Browser elsewhere = signedIn("password.why@example.test");
        Browser here = WORLD.portal("au");
        assertThat(here.post("/login", "email", "password.why@example.test", "password", PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(change(here, PASSWORD, NEW_PASSWORD).status()).isEqualTo(303);
        assertThat(elsewhere.get(elsewhere.get("/account").location()).body())
                .contains("because your password was changed");
        WORLD.sql("update account set password_version = password_version + 1"
                + " where email = 'password.why@example.test'");
        assertThat(here.get(here.get("/account").location()).body()).contains("from another of your devices, or by us");
    }

    /** What the login page says to a client of whom this became true. */
    private static String noticeAfter(String email, String change) {
        Browser browser = signedIn(email);
        WORLD.sql(
                change + " where " + (change.startsWith("update session") ? "subject" : "id")
                        + " = (select id from account where email = $1)",
                email);
        String login = browser.get("/account").location();
        assertThat(login).startsWith("/login?next=%2Faccount&ended=");
        return browser.get(login).body();
    }

    @Test
    void guessing_the_present_password_is_limited() {
        Browser here = signedIn("guessed@example.test");
        for (int i = 0; i < 10; i++) {
            assertThat(change(here, "not the password", NEW_PASSWORD).status()).isEqualTo(422);
        }
        var limited = change(here, PASSWORD, NEW_PASSWORD);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers().get("retry-after")).isNotBlank();
    }

    @Test
    void who_signed_out_is_out() {
        Browser browser = signedIn("out@example.test");
        String session = browser.cookie("__Host-session");
        assertThat(browser.post("/logout").location()).isEqualTo("/login?signed-out");
        assertThat(WORLD.portal("au")
                        .withCookie("__Host-session", session)
                        .get("/account")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void a_disabled_account_is_out_at_once() {
        Browser browser = signedIn("disabled@example.test");
        WORLD.sql("update account set disabled_at = now() where email = 'disabled@example.test'");
        assertThat(browser.get("/account").status()).isEqualTo(303);
        assertThat(WORLD.portal("au")
                        .post("/login", "email", "disabled@example.test", "password", PASSWORD)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void idle_and_old_sessions_are_over() {
        Browser idle = signedIn("idle@example.test");
        WORLD.sql("update session set last_seen_at = now() - interval '13 hours' where subject ="
                + " (select id from account where email = 'idle@example.test')");
        assertThat(idle.get("/account").status()).isEqualTo(303);
        Browser old = signedIn("old@example.test");
        WORLD.sql("update session set expires_at = now() where subject ="
                + " (select id from account where email = 'old@example.test')");
        assertThat(old.get("/account").status()).isEqualTo(303);
    }

    @Test
    void a_cookie_is_no_refresh_token_and_of_no_other_region() {
        Browser browser = signedIn("cookie@example.test");
        String session = browser.cookie("__Host-session");
        assertThat(WORLD.portal("nz")
                        .withCookie("__Host-session", session)
                        .get("/account")
                        .status())
                .isEqualTo(303);
        assertThat(WORLD.portal("au")
                        .post("/api/v1/session/refresh", new JsonObject(Map.of("refreshToken", session)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_sign_in_from_a_new_device_is_told_to_the_mailbox() {
        Browser first = signedIn("device@example.test");
        first.post("/login", "email", "device@example.test", "password", PASSWORD);
        assertThat(WORLD.count("mail where recipient = 'device@example.test' and kind = 'new-device'"))
                .isZero();
        assertThat(again("device@example.test").get("/account").status()).isEqualTo(200);
        assertThat(WORLD.count("mail where recipient = 'device@example.test' and kind = 'new-device'"))
                .isEqualTo(1);
    }

    private static Browser signedIn(String email) {
        Browser browser = WORLD.portal("au");
        browser.post("/invitation/" + WORLD.invitation("au", email), "password", PASSWORD);
        return browser;
    }

    /** The same person in another browser. */
    private static Browser again(String email) {
        Browser browser = WORLD.portal("au");
        browser.post("/login", "email", email, "password", PASSWORD);
        return browser;
    }

    private static Browser.Answer change(Browser browser, String from, String to) {
        return browser.post("/account/password", "currentPassword", from, "password", to);
    }
}
