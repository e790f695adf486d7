package latchkey.staff;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import latchkey.password.Password;
import latchkey.password.hash.Argon2;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StaffSessionTest {

    private static final World WORLD = World.start(Map.of("password.argon2.memory-kib", "128"));
    private static final StaffMembers STAFF = new StaffMembers(WORLD);

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_new_member_sets_a_password_by_the_link_and_signs_in() {
        UUID id = STAFF.support("one@latchkey.test", "nz");
        var answer = STAFF.stranger().post("/api/v1/session", credentials("One@latchkey.test", PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonObject member = answer.json().getJsonObject("staff");
        assertThat(member.getString("id")).isEqualTo(id.toString());
        assertThat(member.getString("role")).isEqualTo("support");
        assertThat(member.getJsonArray("regions")).containsExactly("nz");
        assertThat(STAFF.signedIn("one@latchkey.test")
                        .get("/api/v1/regions")
                        .json()
                        .getJsonArray("items"))
                .singleElement()
                .satisfies(region -> assertThat(region.toString()).contains("New Zealand", "Pacific/Auckland"));
    }

    @Test
    void an_administrator_sees_every_configured_region() {
        STAFF.admin("two@latchkey.test");
        assertThat(STAFF.signedIn("two@latchkey.test").get("/api/v1/regions").json().getJsonArray("items").stream()
                        .map(region -> ((JsonObject) region).getString("code")))
                .containsExactlyElementsOf(WORLD.settings().regions());
    }

    @Test
    void a_used_link_explains_itself() {
        UUID id = STAFF.admin("three@latchkey.test");
        String token = STAFF.link(id);
        var body = new JsonObject().put("token", token);
        assertThat(STAFF.stranger()
                        .post("/api/v1/activation/check", body)
                        .json()
                        .getString("email"))
                .isEqualTo("three@latchkey.test");
        var refused = STAFF.stranger().post("/api/v1/activation", body.copy().put("password", "latchkey"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("password");
        var set = body.copy().put("password", "another good password");
        assertThat(STAFF.stranger().post("/api/v1/activation", set).status()).isEqualTo(204);
        var again = STAFF.stranger().post("/api/v1/activation/check", body);
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.json().getString("type")).endsWith("/link-used");
        assertThat(STAFF.stranger()
                        .post("/api/v1/activation/check", new JsonObject().put("token", "nonsense"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void wrong_pairs_and_ended_members_are_answered_alike() {
        UUID ended = STAFF.admin("ended@latchkey.test");
        Browser program = STAFF.signedIn("ended@latchkey.test");
        WORLD.sql("update staff set ended_at = now() where id = $1", ended);
        assertThat(program.get("/api/v1/regions").status()).isEqualTo(401);
        String known = refusal("ended@latchkey.test", PASSWORD);
        assertThat(refusal("nobody@latchkey.test", PASSWORD)).isEqualTo(known);
        assertThat(refusal("staff@latchkey.test", PASSWORD)).isEqualTo(known);
    }

    @Test
    void a_refresh_token_works_once_and_is_answered_again_for_a_moment() {
        STAFF.admin("four@latchkey.test");
        String first = STAFF.stranger()
                .post("/api/v1/session", credentials("four@latchkey.test", PASSWORD))
                .json()
                .getString("refreshToken");
        var renewed = refresh(first);
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(refresh(first).json().getString("refreshToken"))
                .isEqualTo(renewed.json().getString("refreshToken"));
        WORLD.sql("update session set refreshed_at = refreshed_at - interval '11 seconds'");
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(renewed.json().getString("refreshToken")).status()).isEqualTo(401);
    }

    @Test
    void what_a_member_does_is_use_of_the_session_and_looking_on_or_renewing_a_token_is_not() {
        UUID id = STAFF.admin("ten@latchkey.test");
        var signedIn = STAFF.stranger()
                .post("/api/v1/session", credentials("ten@latchkey.test", PASSWORD))
                .json();
        WORLD.sql("update session set last_seen_at = now() - interval '1 hour' where subject = $1", id);
        assertThat(refresh(signedIn.getString("refreshToken")).status()).isEqualTo(200);
        assertThat(secondsSinceUse(id)).isGreaterThan(3_000);
        STAFF.stranger()
                .with("authorization", "Bearer " + signedIn.getString("accessToken"))
                .get("/api/v1/regions");
        assertThat(secondsSinceUse(id)).isLessThan(600);
    }

    @Test
    void what_a_page_reads_by_itself_is_no_use_of_the_session() {
        UUID id = STAFF.admin("twelve@latchkey.test");
        String token = STAFF.token("twelve@latchkey.test");
        Browser page = STAFF.stranger().with("authorization", "Bearer " + token).with("latchkey-background", "true");
        WORLD.sql("update session set last_seen_at = now() - interval '1 hour' where subject = $1", id);
        assertThat(page.get("/api/v1/contacts").status()).isEqualTo(200);
        assertThat(page.get("/api/v1/events").status()).isEqualTo(200);
        assertThat(secondsSinceUse(id)).isGreaterThan(3_000);
        page.post("/api/v1/invitations/preview", new JsonObject().put("contactIds", new JsonArray()));
        assertThat(secondsSinceUse(id)).isLessThan(600);
        WORLD.sql("update session set ended_at = now() where subject = $1", id);
        assertThat(page.get("/api/v1/contacts").status()).isEqualTo(401);
    }

    @Test
    void a_refusal_names_the_way_to_identify_oneself() {
        for (var refused : List.of(
                STAFF.stranger().get("/api/v1/regions"),
                STAFF.stranger().with("authorization", "Bearer nonsense").get("/api/v1/regions"),
                STAFF.stranger().post("/api/v1/session", credentials("nobody@latchkey.test", PASSWORD)),
                WORLD.portal("au").get("/api/v1/account"),
                WORLD.portal("au").post("/api/v1/session", credentials("nobody@latchkey.test", PASSWORD)))) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.headers().get("www-authenticate")).startsWith("Bearer ");
        }
    }

    @Test
    void a_new_password_ends_the_sessions() {
        UUID id = STAFF.admin("five@latchkey.test");
        Browser program = STAFF.signedIn("five@latchkey.test");
        STAFF.stranger()
                .post(
                        "/api/v1/activation",
                        new JsonObject().put("token", STAFF.link(id)).put("password", "another good password"));
        assertThat(program.get("/api/v1/regions").status()).isEqualTo(401);
    }

    @Test
    void who_holds_a_token_of_a_session_that_is_over_is_told_why() {
        for (var end : Map.of(
                        "idle", "update session set last_seen_at = now() - interval '1 year' where subject = $1",
                        "maximum", "update session set expires_at = now() where subject = $1",
                        "password", "update staff set password_version = password_version + 1 where id = $1",
                        "disabled", "update staff set ended_at = now() where id = $1",
                        "ended", "update session set ended_at = now() where subject = $1")
                .entrySet()) {
            String email = end.getKey() + "@latchkey.test";
            UUID id = STAFF.admin(email);
            String token = STAFF.stranger()
                    .post("/api/v1/session", credentials(email, PASSWORD))
                    .json()
                    .getString("refreshToken");
            WORLD.sql(end.getValue(), id);
            for (int time = 0; time < 2; time++) {
                JsonObject refused = refresh(token).json();
                assertThat(refused.getString("type")).endsWith("/session-over");
                assertThat(refused.getString("reason")).as("time %d", time).isEqualTo(end.getKey());
            }
        }
        assertThat(refresh("nonsense").json().containsKey("reason")).isFalse();
    }

    @Test
    void tokens_of_clients_and_of_staff_are_strangers_to_each_other() {
        STAFF.admin("six@latchkey.test");
        WORLD.account("au", "client@example.test");
        String client = WORLD.portal("au")
                .post("/api/v1/session", credentials("client@example.test", PASSWORD))
                .json()
                .getString("accessToken");
        String staff = STAFF.stranger()
                .post("/api/v1/session", credentials("six@latchkey.test", PASSWORD))
                .json()
                .getString("accessToken");
        assertThat(STAFF.stranger()
                        .with("authorization", "Bearer " + client)
                        .get("/api/v1/regions")
                        .status())
                .isEqualTo(401);
        assertThat(WORLD.portal("au")
                        .with("authorization", "Bearer " + staff)
                        .get("/api/v1/account")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void signing_out_ends_the_session_at_once() {
        STAFF.admin("seven@latchkey.test");
        Browser program = STAFF.signedIn("seven@latchkey.test");
        assertThat(program.send("DELETE", "/api/v1/session").status()).isEqualTo(204);
        assertThat(program.get("/api/v1/regions").status()).isEqualTo(401);
    }

    @Test
    void a_hash_with_other_parameters_is_renewed_at_sign_in() throws Exception {
        UUID id = STAFF.admin("nine@latchkey.test");
        WORLD.sql("update staff set password = $1 where id = $2", olderHash(), id);
        Browser program = STAFF.signedIn("nine@latchkey.test");
        assertThat(eventually(() -> hash(id), hash -> assertThat(hash).contains("m=128,")))
                .startsWith("$argon2id$");
        assertThat(program.get("/api/v1/regions").status()).isEqualTo(200);
        assertThat(STAFF.signedIn("nine@latchkey.test").get("/api/v1/regions").status())
                .isEqualTo(200);
    }

    @Test
    void guesses_are_limited() {
        STAFF.admin("eight@latchkey.test");
        for (int i = 0; i < 10; i++) {
            assertThat(refusal("eight@latchkey.test", "a wrong password")).isNotBlank();
        }
        var limited = STAFF.stranger().post("/api/v1/session", credentials("eight@latchkey.test", PASSWORD));
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers().get("retry-after")).isNotBlank();
        assertThat(limited.json().getString("title"))
                .isEqualTo("There have been too many attempts with a wrong password.");
        assertThat(limited.json().getString("advice")).isEqualTo("To get in now, choose “Forgot password?”.");
        assertThat(limited.json().getString("detail"))
                .isEqualTo("Try again in 15 minutes. To get in now, choose “Forgot password?”.");
    }

    @Test
    void what_is_no_address_is_not_kept() {
        assertThat(refusal("MySecretPassword1!", PASSWORD)).isNotBlank();
        assertThat(WORLD.count("event where details::text like '%MySecretPassword1%'"))
                .isZero();
        assertThat(WORLD.count("event where kind = 'staff-sign-in-failed' and details ->> 'email' = ''"))
                .isEqualTo(1);
    }

    @Test
    void the_document_is_served() {
        var answer = STAFF.stranger().get("/api/v1/openapi.yaml");
        assertThat(answer.headers().get("content-type")).isEqualTo("application/yaml");
        assertThat(answer.body()).startsWith("openapi: 3.1");
    }

    private static long secondsSinceUse(UUID member) {
        return WORLD.sql(
                        "select extract(epoch from now() - last_seen_at)::bigint from session where subject = $1",
                        member)
                .iterator()
                .next()
                .getLong(0);
    }

    private static String hash(UUID member) {
        return WORLD.sql("select password from staff where id = $1", member)
                .iterator()
                .next()
                .getString(0);
    }

    private static String olderHash() {
        var older = WORLD.settings().with(Map.of("password.argon2.memory-kib", "64"));
        return new Argon2(Argon2.Parameters.of(older))
                .hash(Password.typed(PASSWORD).orElseThrow());
    }

    private static String refusal(String email, String password) {
        var answer = STAFF.stranger().post("/api/v1/session", credentials(email, password));
        assertThat(answer.status()).isEqualTo(401);
        return answer.body().replaceAll("urn:[^\"]+", "");
    }

    private static Browser.Answer refresh(String token) {
        return STAFF.stranger().post("/api/v1/session/refresh", new JsonObject().put("refreshToken", token));
    }

    private static JsonObject credentials(String email, String password) {
        return new JsonObject().put("email", email).put("password", password);
    }
}
