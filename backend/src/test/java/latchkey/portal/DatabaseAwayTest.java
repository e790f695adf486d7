package latchkey.portal;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import latchkey.testing.Browser;
import latchkey.testing.Cable;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Cable CABLE = Cable.to(URI.create(DATABASE.url()).getPort());
    private static final World WORLD = World.start(Map.of(
            "database.url",
            DATABASE.url().replace(":" + URI.create(DATABASE.url()).getPort(), ":" + CABLE.port()),
            // Each test asks until it is answered.
            "limits.sign-in-by-network",
            "off"));

    @AfterEach
    void mend() {
        CABLE.join();
    }

    @AfterAll
    static void stop() {
        WORLD.close();
        CABLE.close();
    }

    @Test
    void a_page_says_that_nothing_was_changed_and_all_recovers_by_itself() throws Exception {
        Browser browser = WORLD.portal("au");
        CABLE.cut();
        var away = browser.post("/login", "email", "a@example.test", "password", PASSWORD);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.headers().get("retry-after")).isNotBlank();
        assertThat(away.headers().get("content-type")).startsWith("text/html");
        assertThat(browser.get("/login").status()).isEqualTo(200);
        assertThat(WORLD.management().get("/health/ready").status()).isEqualTo(503);
        assertThat(WORLD.management().get("/health/live").status()).isEqualTo(200);
        assertThat(WORLD.management().get("/metrics").body()).contains("\nlatchkey_ready 0");
        CABLE.join();
        eventually(
                () -> browser.post("/login", "email", "a@example.test", "password", PASSWORD)
                        .status(),
                status -> assertThat(status).isEqualTo(401));
        eventually(
                () -> WORLD.management().get("/health/ready").status(),
                status -> assertThat(status).isEqualTo(200));
        eventually(
                () -> WORLD.management().get("/metrics").body(),
                metrics -> assertThat(metrics).contains("\nlatchkey_ready 1"));
    }

    /** Whoever has just set a password is led there, and must not read that nothing works. */
    @Test
    void a_login_page_that_is_wanted_all_the_same_asks_nobody_who_is_signed_in() throws Exception {
        DATABASE.execute("""
            with client as (
                insert into contact (id, region, given_name, family_name, email, portal)
                values (gen_random_uuid(), 'au', 'Robin', 'Sample', 'set@example.test', 'ACTIVE') returning id
            )
            insert into account (id, region, contact_id, email, password)
            select gen_random_uuid(), 'au', id, 'set@example.test', '%s' from client
            """.formatted(WORLD.passwordHash()));
        Browser browser = WORLD.portal("au");
        eventually(
                () -> browser.post("/login", "email", "set@example.test", "password", PASSWORD)
                        .status(),
                status -> assertThat(status).isEqualTo(303));
        CABLE.cut();
        assertThat(browser.get("/login").status()).isEqualTo(503);
        assertThat(browser.get("/login?reset&again").body())
                .contains("Your password has been changed. Please sign in.");
    }

    @Test
    void a_program_reads_a_problem_when_the_database_is_silent() throws Exception {
        Browser program = WORLD.portal("au");
        var credentials = new JsonObject().put("email", "a@example.test").put("password", PASSWORD);
        // The test before may have left connections that are lost.
        eventually(
                () -> program.post("/api/v1/session", credentials).status(),
                status -> assertThat(status).isEqualTo(401));
        CABLE.mute();
        var silent = program.post("/api/v1/session", credentials);
        assertThat(silent.status()).isEqualTo(503);
        assertThat(silent.json().getString("type")).endsWith("/unavailable");
        CABLE.join();
        eventually(
                () -> program.post("/api/v1/session", credentials).status(),
                status -> assertThat(status).isEqualTo(401));
    }

    @Test
    void connections_that_were_kept_open_without_a_word_are_given_up_and_all_recovers_by_itself() throws Exception {
        Browser program = WORLD.portal("au");
        var credentials = new JsonObject().put("email", "held@example.test").put("password", PASSWORD);
        // The test before may have left connections that are lost.
        eventually(
                () -> program.post("/api/v1/session", credentials).status(),
                status -> assertThat(status).isEqualTo(401));
        CABLE.mute();
        assertThat(program.post("/api/v1/session", credentials).status()).isEqualTo(503);
        assertThat(WORLD.management().get("/health/ready").status()).isEqualTo(503);
        DATABASE.execute("""
            with client as (
                insert into contact (id, region, given_name, family_name, email)
                values (gen_random_uuid(), 'au', 'Robin', 'Sample', 'waits@example.test') returning id
            )
            insert into mail (id, kind, region, contact_id, recipient)
            select gen_random_uuid(), 'password-changed', 'au', id, 'waits@example.test' from client
            """);
        await().atMost(Duration.ofSeconds(60)).until(CABLE::isGivenUp);
        CABLE.speak();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(program.post("/api/v1/session", credentials).status()).isEqualTo(401);
            assertThat(WORLD.management().get("/health/ready").status()).isEqualTo(200);
        });
        var pool = DATABASE.pool(WORLD.vertx());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                World.await(pool.query("select id from mail where status <> 'QUEUED' or attempts > 0")
                                                .execute())
                                        .size())
                        .isEqualTo(1));
    }
}
