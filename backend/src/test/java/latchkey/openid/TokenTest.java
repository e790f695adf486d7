package latchkey.openid;

import static latchkey.openid.Provider.SECRET;
import static latchkey.openid.Provider.VERIFIER;
import static latchkey.openid.Provider.answered;
import static latchkey.openid.Provider.authorize;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.region.Regions;
import latchkey.testing.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final Provider PROVIDER = Provider.start();

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void a_code_gives_tokens_that_say_who_signed_in() throws Exception {
        Browser browser = PROVIDER.signedIn("who@example.test");
        var answer = PROVIDER.redeem(PROVIDER.code(browser));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("cache-control")).contains("no-store");
        JsonObject tokens = answer.json();
        assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
        assertThat(tokens.getInteger("expires_in")).isEqualTo(300);
        assertThat(tokens.getString("scope").split(" ")).containsExactlyInAnyOrder("openid", "profile", "email");

        var jwt = SignedJWT.parse(tokens.getString("id_token"));
        var keys = JWKSet.parse(PROVIDER.browser().get("/.well-known/jwks.json").body());
        assertThat(jwt.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
                .isTrue();
        JsonObject claims = Provider.claims(tokens.getString("id_token"));
        String account = PROVIDER.world()
                .sql("select id::text from account where email = 'who@example.test'")
                .iterator()
                .next()
                .getString(0);
        assertThat(claims.getString("iss")).isEqualTo(PROVIDER.issuer());
        assertThat(claims.getString("aud")).isEqualTo("home");
        assertThat(claims.getString("sub")).isEqualTo(account);
        assertThat(claims.getString("nonce")).isEqualTo("n-0S6_WzA2Mj");
        assertThat(claims.getLong("exp")).isGreaterThan(claims.getLong("iat"));
        assertThat(claims.getLong("auth_time")).isLessThanOrEqualTo(claims.getLong("iat"));
        assertThat(claims.getJsonArray("amr")).isEqualTo(JsonArray.of("pwd"));
        assertThat(claims.getString("sid")).isNotBlank();
        assertThat(claims.getString("region")).isEqualTo("au");
        assertThat(claims.getString("zoneinfo")).isEqualTo("Australia/Sydney");
        assertThat(claims.getString("locale")).isEqualTo("en-AU");
        assertThat(claims.getBoolean("email_verified")).isTrue();

        var info = PROVIDER.userInfo(tokens.getString("access_token"));
        assertThat(info.json().getString("sub")).isEqualTo(account);
        assertThat(info.json().getString("given_name")).isEqualTo("Robin");
        assertThat(PROVIDER.browser()
                        .with("authorization", "Bearer " + tokens.getString("access_token"))
                        .get("/api/v1/account")
                        .status())
                .as("an application's token is none of the client's own")
                .isEqualTo(401);
    }

    @Test
    void tokens_name_the_jobs_and_the_next_one_no_longer_those_that_the_client_left() {
        Browser browser = PROVIDER.signedIn("jobs@example.test");
        UUID job = UUID.randomUUID();
        UUID contact = PROVIDER.world().contactOf("jobs@example.test");
        PROVIDER.world().sql("insert into job (id, region, reference, name) values ($1, 'au', 'T-1', 'Lot 1')", job);
        PROVIDER.world().sql("insert into job_person (job_id, contact_id) values ($1, $2)", job, contact);
        JsonObject tokens = PROVIDER.redeem(PROVIDER.code(browser)).json();
        assertThat(Provider.claims(tokens.getString("id_token")).getJsonArray("jobs"))
                .containsExactly(job.toString());
        assertThat(PROVIDER.userInfo(tokens.getString("access_token")).json().getJsonArray("jobs"))
                .containsExactly(job.toString());
        PROVIDER.world().sql("delete from job_person where contact_id = $1", contact);
        JsonObject next = PROVIDER.refresh(tokens.getString("refresh_token")).json();
        assertThat(Provider.claims(next.getString("id_token")).getJsonArray("jobs"))
                .isEmpty();
    }

    @Test
    void scopes_limit_what_is_told() {
        Browser browser = PROVIDER.signedIn("scopes@example.test");
        String code = answered(browser.get(authorize("scope", "openid admin")), "code");
        JsonObject tokens = PROVIDER.redeem(code).json();
        assertThat(tokens.getString("scope")).isEqualTo("openid");
        assertThat(PROVIDER.userInfo(tokens.getString("access_token")).json().fieldNames())
                .containsExactlyInAnyOrder("sub", "region", "jobs");
        assertThat(Provider.claims(tokens.getString("id_token")).fieldNames()).doesNotContain("email", "name");
    }

    /** RFC 6749, 4.1.2: what it gave before is over as well. */
    @Test
    void a_code_that_is_used_twice_ends_what_it_gave() {
        String code = PROVIDER.code(PROVIDER.signedIn("twice@example.test"));
        JsonObject tokens = PROVIDER.redeem(code).json();
        isRefused(PROVIDER.redeem(code), 400, "invalid_grant");
        assertThat(PROVIDER.userInfo(tokens.getString("access_token")).status()).isEqualTo(401);
        isRefused(PROVIDER.refresh(tokens.getString("refresh_token")), 400, "invalid_grant");
        assertThat(PROVIDER.introspect(tokens.getString("access_token")).getBoolean("active"))
                .isFalse();
    }

    @Test
    void of_many_at_once_with_one_code_at_most_one_gets_tokens() throws Exception {
        String code = PROVIDER.code(PROVIDER.signedIn("race@example.test"));
        Callable<Integer> redeem = () -> PROVIDER.redeem(code).status();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(java.util.Collections.nCopies(8, redeem)).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .toList();
            assertThat(answers.stream().filter(status -> status == 200)).hasSizeLessThanOrEqualTo(1);
            assertThat(answers).isSubsetOf(200, 400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "code_verifier, another-verifier-that-is-forty-three-characters-long, invalid_grant",
        "code_verifier, '', invalid_request",
        "redirect_uri, http://localhost:9/callback?kind=test, invalid_grant",
        "redirect_uri, '', invalid_request",
        "grant_type, client_credentials, unsupported_grant_type",
        "grant_type, '', invalid_request"
    })
    void a_code_works_with_its_verifier_and_address_alone(String name, String value, String error) {
        String code = PROVIDER.code(PROVIDER.signedIn((name + value).hashCode() + ".code@example.test"));
        isRefused(PROVIDER.redeem(code, name, value), 400, error);
        if (error.equals("invalid_grant")) {
            isRefused(PROVIDER.redeem(code), 400, "invalid_grant");
        }
    }

    @Test
    void a_code_lasts_a_minute() {
        String code = PROVIDER.code(PROVIDER.signedIn("late@example.test"));
        PROVIDER.world()
                .sql("update app_grant set created_at = now() - interval '61 seconds' where redeemed_at is null");
        isRefused(PROVIDER.redeem(code), 400, "invalid_grant");
    }

    /** Code injection and mix-up: a code is of its application and its region. */
    @Test
    void a_code_of_another_application_is_none_of_ours() {
        Browser browser = PROVIDER.signedIn("mixed@example.test");
        String phones = answered(
                browser.get(authorize("client_id", "phone", "redirect_uri", "com.example.home:/callback")), "code");
        isRefused(PROVIDER.redeem(phones, "redirect_uri", "com.example.home:/callback"), 400, "invalid_grant");
        String ours = PROVIDER.code(browser);
        isRefused(PROVIDER.redeem((ours.startsWith("x") ? "y" : "x") + ours.substring(1)), 400, "invalid_grant");
        isRefused(PROVIDER.redeem("no code"), 400, "invalid_grant");
        assertThat(PROVIDER.asAnybody("/oauth/token", publicClient(phones)).status())
                .isEqualTo(200);
    }

    @Test
    void a_confidential_application_shows_its_secret() {
        String code = PROVIDER.code(PROVIDER.signedIn("secret@example.test"));
        var parameters = new java.util.HashMap<>(Provider.codeGrant(code));
        parameters.put("client_id", "home");
        for (String secret : List.of("", "wrong", SECRET + "x")) {
            parameters.put("client_secret", secret);
            var refused = PROVIDER.asAnybody("/oauth/token", parameters);
            isRefused(refused, 401, "invalid_client");
            assertThat(refused.headers().get("www-authenticate")).startsWith("Basic");
        }
        parameters.put("client_secret", SECRET);
        assertThat(PROVIDER.asAnybody("/oauth/token", parameters).status()).isEqualTo(200);
    }

    /** RFC 6749, 2.3: one way to authenticate, and one name. */
    @Test
    void an_application_that_contradicts_itself_is_refused() {
        var parameters =
                new java.util.HashMap<>(Provider.codeGrant(PROVIDER.code(PROVIDER.signedIn("two@example.test"))));
        parameters.put("client_id", "phone");
        isRefused(PROVIDER.asHome("/oauth/token", parameters), 401, "invalid_client");
        parameters.put("client_id", "home");
        parameters.put("client_secret", SECRET);
        isRefused(PROVIDER.asHome("/oauth/token", parameters), 400, "invalid_request");
        parameters.remove("client_secret");
        assertThat(PROVIDER.asHome("/oauth/token", parameters).status()).isEqualTo(200);
    }

    @Test
    void a_public_application_has_no_secret_and_may_not_introspect() {
        Browser browser = PROVIDER.signedIn("public@example.test");
        String code = answered(
                browser.get(authorize("client_id", "phone", "redirect_uri", "com.example.home:/callback")), "code");
        var parameters = new java.util.HashMap<>(publicClient(code));
        parameters.put("client_secret", "guessed");
        isRefused(PROVIDER.asAnybody("/oauth/token", parameters), 401, "invalid_client");
        var tokens = PROVIDER.asAnybody("/oauth/token", publicClient(code)).json();
        assertThat(PROVIDER.userInfo(tokens.getString("access_token")).status()).isEqualTo(200);
        var introspection = PROVIDER.asAnybody(
                "/oauth/introspect", Map.of("token", tokens.getString("access_token"), "client_id", "phone"));
        assertThat(introspection.status()).isIn(400, 401);
        assertThat(PROVIDER.introspect(tokens.getString("access_token")).getBoolean("active"))
                .as("another application's token")
                .isFalse();
    }

    /** RFC 9700, 4.14.2. */
    @Test
    void a_refresh_token_that_is_used_again_later_ends_the_grant() {
        String first = signIn("stolen@example.test").getString("refresh_token");
        JsonObject second = PROVIDER.refresh(first).json();
        String third =
                PROVIDER.refresh(second.getString("refresh_token")).json().getString("refresh_token");
        isRefused(PROVIDER.refresh(first), 400, "invalid_grant");
        isRefused(PROVIDER.refresh(third), 400, "invalid_grant");
        assertThat(PROVIDER.userInfo(second.getString("access_token")).status()).isEqualTo(401);
    }

    @Test
    void one_that_was_just_used_is_answered_with_the_same_once_more() {
        String first = signIn("lost@example.test").getString("refresh_token");
        String second = PROVIDER.refresh(first).json().getString("refresh_token");
        assertThat(PROVIDER.refresh(first).json().getString("refresh_token")).isEqualTo(second);
        PROVIDER.world().sql("update app_grant set refreshed_at = refreshed_at - interval '11 seconds'");
        isRefused(PROVIDER.refresh(first), 400, "invalid_grant");
        isRefused(PROVIDER.refresh(second), 400, "invalid_grant");
    }

    @Test
    void a_refreshed_id_token_tells_of_the_same_sign_in() {
        JsonObject first = signIn("same@example.test");
        var before = Provider.claims(first.getString("id_token"));
        var after = Provider.claims(
                PROVIDER.refresh(first.getString("refresh_token")).json().getString("id_token"));
        for (String claim : List.of("iss", "sub", "aud", "auth_time", "sid")) {
            assertThat(after.getValue(claim)).as(claim).isEqualTo(before.getValue(claim));
        }
    }

    /** Single sign-on is honest: what ends the session at the portal ends it in the applications. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update session set ended_at = now() where subject = $1",
                "update session set last_seen_at = now() - interval '13 hours' where subject = $1",
                "update session set expires_at = now() where subject = $1",
                "update account set password_version = password_version + 1 where id = $1",
                "update account set disabled_at = now() where id = $1",
                "delete from session where subject = $1"
            })
    void tokens_are_over_with_the_session(String end) {
        String email = end.hashCode() + ".over@example.test";
        Browser browser = PROVIDER.signedIn(email);
        String unused = PROVIDER.code(browser);
        JsonObject tokens = PROVIDER.redeem(PROVIDER.code(browser)).json();
        var account = PROVIDER.world()
                .sql("select id from account where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
        PROVIDER.world().sql(end, account);
        assertThat(PROVIDER.userInfo(tokens.getString("access_token")).status()).isEqualTo(401);
        isRefused(PROVIDER.refresh(tokens.getString("refresh_token")), 400, "invalid_grant");
        isRefused(PROVIDER.redeem(unused), 400, "invalid_grant");
        assertThat(PROVIDER.introspect(tokens.getString("refresh_token")).getBoolean("active"))
                .isFalse();
    }

    @Test
    void the_subject_stays_when_the_address_changes() {
        JsonObject tokens = signIn("before@example.test");
        String subject = Provider.claims(tokens.getString("id_token")).getString("sub");
        PROVIDER.world().sql("update account set email = 'after@example.test' where email = 'before@example.test'");
        var info = PROVIDER.userInfo(tokens.getString("access_token")).json();
        assertThat(info.getString("sub")).isEqualTo(subject);
        assertThat(info.getString("email")).isEqualTo("after@example.test");
    }

    @Test
    void a_revoked_token_is_over_and_an_unknown_one_was() {
        JsonObject tokens = signIn("revoked@example.test");
        JsonObject active = PROVIDER.introspect(tokens.getString("access_token"));
        assertThat(active.getBoolean("active")).isTrue();
        assertThat(active.getString("client_id")).isEqualTo("home");
        assertThat(PROVIDER.introspect(tokens.getString("refresh_token")).getBoolean("active"))
                .isTrue();
        isRefused(
                PROVIDER.asAnybody(
                        "/oauth/revoke", Map.of("token", tokens.getString("refresh_token"), "client_id", "home")),
                401,
                "invalid_client");
        assertThat(PROVIDER.asHome("/oauth/revoke", Map.of("token", "unknown")).status())
                .isEqualTo(200);
        assertThat(PROVIDER.userInfo(tokens.getString("access_token")).status()).isEqualTo(200);
        assertThat(PROVIDER.asHome("/oauth/revoke", Map.of("token", tokens.getString("refresh_token")))
                        .status())
                .isEqualTo(200);
        assertThat(PROVIDER.userInfo(tokens.getString("access_token")).status()).isEqualTo(401);
        isRefused(PROVIDER.refresh(tokens.getString("refresh_token")), 400, "invalid_grant");
    }

    /** Nobody shows a secret at userinfo, so the token alone would let a removed application read on. */
    @ParameterizedTest
    @CsvSource({"phone, 200", "far, 401", "removed, 401"})
    void an_application_that_is_not_configured_here_is_told_nothing(String app, int status) {
        var _ = PROVIDER.redeem(PROVIDER.code(PROVIDER.signedIn(app + ".removed@example.test")));
        UUID id = PROVIDER.world()
                .sql(
                        "update app_grant set app = $1 where session_id in (select s.id from session s"
                                + " join account a on a.id = s.subject where a.email = $2) returning id",
                        app,
                        app + ".removed@example.test")
                .iterator()
                .next()
                .getUUID(0);
        var settings = PROVIDER.world().settings();
        var tokens = new AppTokens(new Seal(new Keyring(settings)), Duration.ofMinutes(5));
        var grant = new Grant(id, 0, app, "openid", Optional.empty(), id, Instant.now(), id, "", "", "", List.of());
        String token = tokens.access(new Regions(settings).of("au").orElseThrow(), grant);
        assertThat(PROVIDER.userInfo(token).status()).isEqualTo(status);
    }

    @Test
    void user_info_wants_a_token() {
        var answer = PROVIDER.browser().get("/oauth/userinfo");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("www-authenticate")).startsWith("Bearer");
        Stream.of("x", "home.x", ".", "..", "home.")
                .forEach(token -> assertThat(PROVIDER.userInfo(token).status()).isEqualTo(401));
    }

    private static Map<String, String> publicClient(String code) {
        return Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", "com.example.home:/callback",
                "code_verifier", VERIFIER.getValue(),
                "client_id", "phone");
    }

    private static JsonObject signIn(String email) {
        return PROVIDER.redeem(PROVIDER.code(PROVIDER.signedIn(email))).json();
    }

    private static void isRefused(Browser.Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().getString("error")).isEqualTo(error);
    }
}
