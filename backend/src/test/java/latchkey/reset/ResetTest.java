package latchkey.reset;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import latchkey.testing.Browser;
import latchkey.testing.LockedAccount;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ResetTest {

    private static final String NEW_PASSWORD = "another horse, another battery";
    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_forgotten_password_is_replaced_by_a_mailed_link() {
        WORLD.account("au", "forgetful@example.test");
        Browser browser = WORLD.portal("au");
        var asked = browser.post("/forgot-password", "email", "Forgetful@Example.test");
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.location()).isEqualTo("/forgot-password/sent");
        String path = "/reset-password/" + WORLD.resetToken("au", "forgetful@example.test");
        assertThat(browser.get(path).body()).contains("forgetful@example.test");
        var set = browser.post(path, "password", NEW_PASSWORD);
        assertThat(set.location()).isEqualTo("/login?reset");
        assertThat(signIn("forgetful@example.test", PASSWORD)).isEqualTo(401);
        assertThat(signIn("forgetful@example.test", NEW_PASSWORD)).isEqualTo(303);
        assertThat(WORLD.count("mail where recipient = 'forgetful@example.test' and kind = 'password-changed'"))
                .isEqualTo(1);
    }

    @Test
    void known_and_unknown_addresses_are_answered_alike_and_recorded() {
        WORLD.account("au", "known@example.test");
        Browser browser = WORLD.portal("au");
        var known = browser.post("/forgot-password", "email", "known@example.test");
        var unknown = browser.post("/forgot-password", "email", "unknown@example.test");
        assertThat(unknown.status()).isEqualTo(known.status());
        assertThat(unknown.location()).isEqualTo(known.location());
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(WORLD.count("event where kind = 'reset-requested' and details->>'email' = 'unknown@example.test'"))
                .isEqualTo(1);
        assertThat(WORLD.count("mail where recipient = 'unknown@example.test'")).isZero();
    }

    @Test
    void while_somebody_changes_the_account_the_answer_is_the_same_and_the_mail_follows() {
        WORLD.account("au", "held@example.test");
        var account = new LockedAccount(WORLD, "held@example.test");
        var asked = WORLD.portal("au").post("/forgot-password", "email", "held@example.test");
        var unknown = WORLD.portal("au").post("/forgot-password", "email", "unheld@example.test");
        account.release();
        assertThat(asked.status()).isEqualTo(unknown.status());
        assertThat(asked.location()).isEqualTo(unknown.location());
        eventually(
                () -> WORLD.count("mail where recipient = 'held@example.test' and kind = 'reset'"),
                mails -> assertThat(mails).isEqualTo(1));
    }

    @Test
    void a_program_always_gets_202() {
        Browser program = WORLD.portal("nz");
        for (String email : List.of("unknown@example.test", "not an address", "a@x.test,b@y.test")) {
            assertThat(program.post("/api/v1/forgot-password", new JsonObject().put("email", email))
                            .status())
                    .isEqualTo(202);
        }
        assertThat(WORLD.count("mail where recipient like '%unknown%' or recipient like '%,%'"))
                .isZero();
    }

    @Test
    void of_many_parallel_requests_with_one_link_one_wins() throws Exception {
        WORLD.account("us", "race@example.test");
        WORLD.portal("us").post("/forgot-password", "email", "race@example.test");
        String path = "/reset-password/" + WORLD.resetToken("us", "race@example.test");
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> WORLD.portal("us")
                            .post(path, "password", NEW_PASSWORD + i)
                            .status()))
                    .toList();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(303).doesNotContain(500);
    }

    /** All that may write wait for the account's row with a view of the tables in which no other's link is there yet. */
    @Test
    void of_parallel_requests_for_one_account_one_link_stays_open() throws Exception {
        WORLD.account("nz", "impatient@example.test");
        var account = new LockedAccount(WORLD, "impatient@example.test");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> WORLD.portal("nz")
                            .post("/forgot-password", "email", "impatient@example.test")
                            .status()))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(303);
            }
        }
        account.release();
        eventually(
                () -> WORLD.count("mail where recipient = 'impatient@example.test' and kind = 'reset'"),
                mails -> assertThat(mails).isEqualTo(5));
        assertThat(WORLD.count("link where email = 'impatient@example.test' and used_at is null and ended_at is null"))
                .isEqualTo(1);
        assertThat(WORLD.count("event where kind = 'reset-requested' and details->>'email' = 'impatient@example.test'"))
                .isEqualTo(20);
    }

    @Test
    void looking_at_a_link_changes_nothing() {
        WORLD.account("us", "scanned@example.test");
        Browser scanner = WORLD.portal("us");
        scanner.post("/forgot-password", "email", "scanned@example.test");
        String path = "/reset-password/" + WORLD.resetToken("us", "scanned@example.test");
        assertThat(scanner.send("HEAD", path).status()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            assertThat(scanner.get(path).status()).isEqualTo(200);
        }
        assertThat(scanner.post(path, "password", NEW_PASSWORD).location()).isEqualTo("/login?reset");
    }

    @Test
    void a_refused_password_leaves_the_link_usable() {
        WORLD.account("au", "picky@example.test");
        Browser browser = WORLD.portal("au");
        browser.post("/forgot-password", "email", "picky@example.test");
        String path = "/reset-password/" + WORLD.resetToken("au", "picky@example.test");
        for (String weak : List.of("short", "picky@example.test", "password12345", "x".repeat(129))) {
            assertThat(browser.post(path, "password", weak).status()).as(weak).isEqualTo(422);
        }
        assertThat(browser.post(path, "password", NEW_PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void a_newer_request_replaces_the_older_link() {
        WORLD.account("au", "twice@example.test");
        Browser browser = WORLD.portal("au");
        browser.post("/forgot-password", "email", "twice@example.test");
        String older = "/reset-password/" + WORLD.resetToken("au", "twice@example.test");
        WORLD.sql("update link set created_at = now() - interval '11 minutes' where email = 'twice@example.test'");
        browser.post("/forgot-password", "email", "twice@example.test");
        var dead = browser.get(older);
        assertThat(dead.status()).isEqualTo(410);
        assertThat(dead.body()).contains(older + "/renew").doesNotContain("name=\"password\"");
        assertThat(browser.post(older, "password", NEW_PASSWORD).status()).isEqualTo(410);
        assertThat(WORLD.count("event where kind = 'link-refused' and details->>'why' = 'replaced'"))
                .isPositive();
    }

    @Test
    void used_and_expired_links_explain_themselves() {
        WORLD.account("nz", "late@example.test");
        Browser browser = WORLD.portal("nz");
        browser.post("/forgot-password", "email", "late@example.test");
        String path = "/reset-password/" + WORLD.resetToken("nz", "late@example.test");
        WORLD.sql("update link set expires_at = now() - interval '1 minute' where email = 'late@example.test'"
                + " and purpose = 'reset'");
        assertThat(browser.post(path, "password", NEW_PASSWORD).status()).isEqualTo(410);
        assertThat(browser.get(path).status()).isEqualTo(410);
        WORLD.sql("update link set expires_at = now() + interval '1 minute' where email = 'late@example.test'");
        assertThat(browser.post(path, "password", NEW_PASSWORD).status()).isEqualTo(303);
        assertThat(browser.get(path).status()).isEqualTo(410);
    }

    @Test
    void a_token_is_of_no_other_region_and_no_other_purpose() {
        WORLD.account("au", "stranger@example.test");
        WORLD.portal("au").post("/forgot-password", "email", "stranger@example.test");
        String token = WORLD.resetToken("au", "stranger@example.test");
        assertThat(WORLD.portal("nz").get("/reset-password/" + token).status()).isEqualTo(410);
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(410);
        String damaged = token.substring(1) + "A";
        assertThat(WORLD.portal("au").get("/reset-password/" + damaged).status())
                .isEqualTo(410);
        assertThat(WORLD.portal("au").get("/reset-password/" + token).status()).isEqualTo(200);
    }

    @Test
    void a_new_password_ends_every_session() {
        WORLD.account("us", "sessions@example.test");
        Browser signedIn = WORLD.portal("us");
        signedIn.post("/login", "email", "sessions@example.test", "password", PASSWORD);
        assertThat(signedIn.get("/account").status()).isEqualTo(200);
        WORLD.portal("us").post("/forgot-password", "email", "sessions@example.test");
        WORLD.portal("us")
                .post("/reset-password/" + WORLD.resetToken("us", "sessions@example.test"), "password", NEW_PASSWORD);
        assertThat(signedIn.get("/account").location()).startsWith("/login");
    }

    @Test
    void reset_works_while_sign_in_is_limited_and_lifts_the_limit() {
        WORLD.account("nz", "limited@example.test");
        Browser browser = WORLD.portal("nz");
        for (int i = 0; i < 11; i++) {
            browser.post("/login", "email", "limited@example.test", "password", "wrong wrong wrong");
        }
        assertThat(browser.post("/login", "email", "limited@example.test", "password", PASSWORD)
                        .status())
                .isEqualTo(429);
        browser.post("/forgot-password", "email", "limited@example.test");
        browser.post("/reset-password/" + WORLD.resetToken("nz", "limited@example.test"), "password", NEW_PASSWORD);
        assertThat(browser.post("/login", "email", "limited@example.test", "password", NEW_PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void too_many_mails_to_one_address_are_silently_not_sent() {
        WORLD.account("au", "flooded@example.test");
        Browser browser = WORLD.portal("au");
        for (int i = 0; i < 8; i++) {
            assertThat(browser.post("/forgot-password", "email", "flooded@example.test")
                            .status())
                    .isEqualTo(303);
        }
        assertThat(WORLD.count("mail where recipient = 'flooded@example.test' and kind = 'reset'"))
                .isEqualTo(5);
    }

    private static int signIn(String email, String password) {
        return WORLD.portal("au")
                .post("/login", "email", email, "password", password)
                .status();
    }
}
