package latchkey.login;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import latchkey.testing.Browser;
import latchkey.testing.LockedAccount;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SignInTest {

    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_client_signs_in_and_sees_the_account() {
        WORLD.account("au", "one@example.test");
        Browser browser = WORLD.portal("au");
        var answer = browser.post("/login", "email", "One@Example.test ", "password", PASSWORD);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/account");
        assertThat(browser.get("/account").body()).contains("Robin Sample", "one@example.test");
    }

    @Test
    void all_that_is_missing_is_said_at_once() {
        var nothing = WORLD.portal("au").post("/login", "email", " ", "password", "");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.body()).contains("Enter your email address", "Enter your password");
        assertThat(WORLD.portal("au")
                        .post("/login", "email", "one@example.test")
                        .body())
                .contains("Enter your password")
                .doesNotContain("Enter your email address");
    }

    @Test
    void every_wrong_pair_is_answered_alike() {
        WORLD.account("au", "two@example.test");
        WORLD.account("nz", "elsewhere@example.test");
        WORLD.contact("au", "never-invited@example.test");
        WORLD.invitation("au", "invited@example.test");
        String known = wrong("two@example.test");
        assertThat(wrong("nobody@example.test")).isEqualTo(known);
        assertThat(wrong("elsewhere@example.test")).isEqualTo(known);
        assertThat(wrong("never-invited@example.test")).isEqualTo(known);
        assertThat(wrong("invited@example.test")).isEqualTo(known);
        disabledAccount("off@example.test");
        assertThat(wrong("off@example.test")).isEqualTo(known);
    }

    @Test
    void only_who_knows_the_password_is_told_that_access_is_off() {
        disabledAccount("told@example.test");
        var credentials = new JsonObject().put("email", "told@example.test");
        var guess =
                WORLD.portal("au").post("/api/v1/session", credentials.copy().put("password", "not the password"));
        assertThat(guess.status()).isEqualTo(401);
        assertThat(WORLD.portal("au")
                        .post("/login", "email", "nobody.at.all@example.test", "password", "not the password")
                        .headers()
                        .get("www-authenticate"))
                .isEqualTo("Cookie realm=\"latchkey\"");
        assertThat(guess.json().getString("type")).endsWith("/wrong-credentials");
        assertThat(reasons("told@example.test")).containsExactly("password");
        var program =
                WORLD.portal("au").post("/api/v1/session", credentials.copy().put("password", PASSWORD));
        assertThat(program.status()).isEqualTo(403);
        assertThat(program.json().getString("type")).endsWith("/access-off");
        var page = WORLD.portal("au").post("/login", "email", "told@example.test", "password", PASSWORD);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("This account has been disabled");
        assertThat(page.headers().getAll("set-cookie")).isEmpty();
        assertThat(reasons("told@example.test")).containsExactly("password", "disabled", "disabled");
    }

    @Test
    void a_program_gets_tokens_that_open_the_account() {
        WORLD.account("us", "three@example.test");
        Browser program = WORLD.portal("us");
        var answer = program.post(
                "/api/v1/session",
                new JsonObject().put("email", "three@example.test").put("password", PASSWORD));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("tokenType")).isEqualTo("Bearer");
        program.with("authorization", "Bearer " + answer.json().getString("accessToken"));
        assertThat(program.get("/api/v1/account").json().getString("email")).isEqualTo("three@example.test");
        assertThat(program.send("DELETE", "/api/v1/session").status()).isEqualTo(204);
        assertThat(program.get("/api/v1/account").status()).isEqualTo(401);
    }

    @Test
    void wrong_passwords_are_limited_and_a_known_device_is_not_shut_out() {
        WORLD.account("nz", "five@example.test");
        Browser known = WORLD.portal("nz");
        assertThat(known.post("/login", "email", "five@example.test", "password", PASSWORD)
                        .status())
                .isEqualTo(303);
        Browser stranger = WORLD.portal("nz");
        for (int i = 0; i < 10; i++) {
            assertThat(stranger.post("/login", "email", "five@example.test", "password", "wrong password")
                            .status())
                    .isEqualTo(401);
        }
        var limited = stranger.post("/login", "email", "five@example.test", "password", PASSWORD);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers().get("retry-after")).isNotBlank();
        assertThat(limited.body())
                .containsPattern("Reset your password now, or try again (today|tomorrow) at \\d+:\\d\\d");
        var program = WORLD.portal("nz")
                .post(
                        "/api/v1/session",
                        new JsonObject().put("email", "five@example.test").put("password", PASSWORD));
        assertThat(program.json().getString("type")).endsWith("/limited");
        assertThat(program.json().getString("detail"))
                .isEqualTo("Try again in 15 minutes. To get in now, reset the password.");
        assertThat(known.post("/login", "email", "five@example.test", "password", PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void a_program_is_one_device_and_its_owner_is_told_once() throws Exception {
        WORLD.account("nz", "program@example.test");
        WORLD.portal("nz").post("/login", "email", "program@example.test", "password", PASSWORD);
        var credentials = new JsonObject().put("email", "program@example.test").put("password", PASSWORD);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var together = IntStream.range(0, 3)
                    .mapToObj(i -> threads.submit(() -> WORLD.portal("nz").post("/api/v1/session", credentials)))
                    .toList();
            for (var answer : together) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(WORLD.portal("nz").post("/api/v1/session", credentials).status())
                    .isEqualTo(200);
        }
        assertThat(WORLD.count("mail where kind = 'new-device' and recipient = 'program@example.test'"))
                .isEqualTo(1);
        var other = WORLD.portal("nz").with("user-agent", "another program");
        assertThat(other.post("/api/v1/session", credentials).status()).isEqualTo(200);
        assertThat(WORLD.count("mail where kind = 'new-device' and recipient = 'program@example.test'"))
                .isEqualTo(2);
        for (int i = 0; i < 6; i++) {
            assertThat(WORLD.portal("nz")
                            .with("user-agent", "program " + i)
                            .post("/api/v1/session", credentials)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(WORLD.count("mail where kind = 'new-device' and recipient = 'program@example.test'"))
                .as("a day's mails")
                .isEqualTo(5);
    }

    @Test
    void a_password_that_is_being_checked_while_the_address_moves_opens_nothing() throws Exception {
        WORLD.account("us", "moves@example.test");
        var account = new LockedAccount(WORLD, "moves@example.test");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> WORLD.portal("us")
                    .post("/login", "email", "moves@example.test", "password", PASSWORD)
                    .status());
            account.waitsFor(1);
            account.releaseWith("update account set email = 'moved@example.test' where email = 'moves@example.test'");
            assertThat(answer.get()).isEqualTo(401);
        }
        assertThat(WORLD.count("session s join account a on a.id = s.subject where a.email = 'moved@example.test'"))
                .isZero();
    }

    @Test
    void whose_account_somebody_else_has_locked_waits_and_nobody_else_does() throws Exception {
        WORLD.account("us", "locked@example.test");
        WORLD.account("us", "free@example.test");
        var account = new LockedAccount(WORLD, "locked@example.test");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var locked = threads.submit(() -> signIn("locked@example.test"));
            account.waitsFor(1);
            eventually(
                    () -> signIn("free@example.test"),
                    status -> assertThat(status).isEqualTo(303));
            account.release();
            // On a slow machine its time may have run out meanwhile.
            assertThat(locked.get()).isIn(303, 503);
        }
        eventually(
                () -> signIn("locked@example.test"),
                status -> assertThat(status).isEqualTo(303));
    }

    @Test
    void what_is_no_address_is_not_kept() {
        WORLD.portal("au").post("/login", "email", "MySecretPassword1!", "password", PASSWORD);
        assertThat(WORLD.count("event where details::text like '%MySecretPassword1%'"))
                .isZero();
        assertThat(WORLD.count("event where kind = 'sign-in-failed' and details ->> 'email' = ''"))
                .isEqualTo(1);
    }

    private static void disabledAccount(String email) {
        WORLD.account("au", email);
        WORLD.sql("update account set disabled_at = now() where email = $1", email);
    }

    /** Why the tries with this address failed, as staff read it. */
    private static List<String> reasons(String email) {
        return WORLD
                .sql("select details ->> 'why' from event where details ->> 'email' = $1 order by id", email)
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static int signIn(String email) {
        return WORLD.portal("us")
                .post("/login", "email", email, "password", PASSWORD)
                .status();
    }

    private static String wrong(String email) {
        var answer = WORLD.portal("au").post("/login", "email", email, "password", "not the password");
        assertThat(answer.status()).isEqualTo(401);
        return answer.body().replace(email, "");
    }
}
