package latchkey.openid.logout;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import latchkey.testing.Browser;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An application is told, wherever a session ends. */
class BackchannelLogoutTest {

    private static final Vertx APP = Vertx.vertx();
    private static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger STATUS = new AtomicInteger(200);
    private static final int PORT = await(APP.createHttpServer()
                    .requestHandler(request -> request.setExpectMultipart(true).endHandler(read -> {
                        TOLD.add(request.getFormAttribute("logout_token"));
                        var _ = request.response().setStatusCode(STATUS.get()).end();
                    }))
                    .listen(0, "127.0.0.1"))
            .actualPort();
    private static final World WORLD = World.start(Map.of(
            "apps.home.name", "My Home",
            "apps.home.redirect-urls", "https://home.example/callback",
            "apps.home.backchannel-logout-url", "http://localhost:" + PORT + "/logout",
            "apps.other.name", "Another",
            "apps.other.redirect-urls", "https://other.example/callback"));

    @AfterAll
    static void stop() {
        WORLD.close();
        await(APP.close());
    }

    @Test
    void signing_out_tells_it_who_and_which_session() throws Exception {
        Browser browser = WORLD.portal("au");
        UUID session = signedIn("out@example.test", browser, "home");
        assertThat(browser.post("/logout").status()).isEqualTo(303);
        var jwt = SignedJWT.parse(tokenOf(session));
        var keys = JWKSet.parse(browser.get("/.well-known/jwks.json").body());
        assertThat(jwt.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("logout+jwt");
        var claims = new JsonObject(jwt.getPayload().toString());
        assertThat(claims.getString("iss")).isEqualTo("http://au.localhost:8080");
        assertThat(claims.getString("aud")).isEqualTo("home");
        assertThat(UUID.fromString(claims.getString("sub")))
                .isEqualTo(one("select id from account where email = 'out@example.test'"));
        assertThat(claims.getJsonObject("events").fieldNames())
                .containsExactly("http://schemas.openid.net/event/backchannel-logout");
        assertThat(claims.containsKey("nonce")).isFalse();
        eventually(
                () -> WORLD.count("app_logout where session_id = $1", session),
                left -> assertThat(left).isZero());
    }

    @Test
    void so_does_every_other_end() {
        for (String end :
                List.of("update session set ended_at = now() where id = $1", "delete from session where id = $1")) {
            UUID session = signedIn(end.hashCode() + "@example.test", WORLD.portal("au"), "home");
            WORLD.sql(end, session);
            assertThat(tokenOf(session)).as(end).isNotBlank();
        }
        Browser browser = WORLD.portal("au");
        UUID session = signedIn("reset@example.test", browser, "home");
        browser.post("/forgot-password", "email", "reset@example.test");
        browser.post(
                "/reset-password/" + WORLD.resetToken("au", "reset@example.test"),
                "password",
                "a new horse, a new battery");
        assertThat(tokenOf(session)).isNotBlank();
    }

    @Test
    void one_that_does_not_answer_is_told_again() {
        STATUS.set(500);
        UUID session;
        try {
            Browser browser = WORLD.portal("au");
            session = signedIn("again@example.test", browser, "home");
            browser.post("/logout");
            assertThat(tokenOf(session)).isNotBlank();
            assertThat(WORLD.count("app_logout where session_id = $1", session)).isEqualTo(1);
        } finally {
            STATUS.set(200);
        }
        TOLD.clear();
        WORLD.sql("update app_logout set next_attempt_at = now() where session_id = $1", session);
        assertThat(tokenOf(session)).isNotBlank();
        eventually(
                () -> WORLD.count("app_logout where session_id = $1", session),
                left -> assertThat(left).isZero());
    }

    @Test
    void one_with_many_to_be_told_of_leaves_room_for_the_others() {
        var database = TestDatabase.create();
        database.execute("""
            insert into app_logout (app, region, session_id, account_id, next_attempt_at)
            select 'silent', 'au', gen_random_uuid(), gen_random_uuid(), now() - interval '1 hour'
            from generate_series(1, 30)
            union all
            select 'home', 'au', gen_random_uuid(), gen_random_uuid(), now()
            """);
        assertThat(await(new LogoutTable(database.pool(APP)).claim(20)))
                .hasSize(20)
                .extracting(DueLogout::app)
                .contains("home");
    }

    @Test
    void one_that_was_never_let_in_is_told_nothing() {
        Browser browser = WORLD.portal("au");
        WORLD.account("au", "nothing@example.test");
        browser.post("/login", "email", "nothing@example.test", "password", PASSWORD);
        browser.post("/logout");
        UUID other = signedIn("other@example.test", browser, "other");
        browser.post("/logout");
        eventually(
                () -> WORLD.count("app_logout where session_id = $1", other),
                left -> assertThat(left).isZero());
        assertThat(TOLD).noneMatch(token -> token.contains(other.toString()));
    }

    /** Signs in at the portal, and in an application; the session. */
    private static UUID signedIn(String email, Browser browser, String app) {
        WORLD.account("au", email);
        assertThat(browser.post("/login", "email", email, "password", PASSWORD).status())
                .isEqualTo(303);
        UUID session = one("select id from session where subject = (select id from account where email = $1)", email);
        WORLD.sql(
                "insert into app_grant (id, app, session_id, redirect_url, scope, challenge, redeemed_at)"
                        + " values (gen_random_uuid(), $1, $2, 'x', 'openid', 'x', now())",
                app,
                session);
        return session;
    }

    private static UUID one(String statement, Object... parameters) {
        return WORLD.sql(statement, parameters).iterator().next().getUUID(0);
    }

    private static String tokenOf(UUID session) {
        return eventually(
                () -> TOLD.stream()
                        .filter(token ->
                                token.split("\\.").length == 3 && sid(token).equals(session.toString()))
                        .findFirst()
                        .orElse(""),
                token -> assertThat(token).isNotBlank());
    }

    private static String sid(String token) {
        try {
            return new JsonObject(SignedJWT.parse(token).getPayload().toString()).getString("sid");
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }
}
