package latchkey;

import static latchkey.testing.World.PASSWORD;
import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.api.Document;
import latchkey.database.Database;
import latchkey.database.DatabaseAway;
import latchkey.invitation.SendInvitations;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.key.SigningKey;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.link.Purpose;
import latchkey.password.PasswordRules;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.pool.Busy;
import latchkey.region.Regions;
import latchkey.session.AccessTokens;
import latchkey.session.Audience;
import latchkey.staff.Examples;
import latchkey.testing.Browser;
import latchkey.testing.FailingPool;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import latchkey.web.Problem;
import latchkey.web.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Throws every kind of failure at every route of the portal and every operation of the staff API, by the database that all of
 * them ask. A route that is added is asked the same.
 */
class EveryFailureTest {

    private static final String APP_SECRET = "a secret of thirty-two characters!";
    private static final String CALLBACK = "https://home.example/callback";
    private static final CodeVerifier VERIFIER = new CodeVerifier("a-verifier-that-is-forty-three-characters-long-1");
    private static final String AUTHORIZE = "/oauth/authorize?response_type=code&client_id=home&scope=openid"
            + "&redirect_uri=" + CALLBACK + "&code_challenge_method=S256&code_challenge="
            + CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER).getValue();
    private static final World WORLD = World.start(Map.of(
            "apps.home.name", "My Home",
            "apps.home.secret", APP_SECRET,
            "apps.home.redirect-urls", CALLBACK));
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Vertx VERTX = Vertx.vertx();
    private static final FailingPool POOL = new FailingPool(WORLD.database().pool(VERTX));
    private static final Document DOCUMENT = await(Document.read(VERTX));
    private static final PasswordHasher HASHER = new PasswordHasher(VERTX, WORLD.settings(), new SimpleMeterRegistry());
    private static final Router PORTAL = portal();
    private static final int PORTAL_PORT = port(PORTAL);
    private static final int STAFF_PORT = port(staffApi());

    /** What says who sends a request. */
    private static final String GATE = "from session s";

    private static final String NOTHING = "\0";

    /** The example invites nobody. */
    private static final List<String> WITHOUT_DATABASE = List.of("listRegions", "checkAddress", "inviteMany");

    private static final String[] CREDENTIALS = {
        "email", "client@example.test", "password", PASSWORD, "currentPassword", PASSWORD
    };
    private static final JsonObject JSON =
            new JsonObject().put("email", "client@example.test").put("password", PASSWORD);
    private static final Map<String, String> TOKENS = new HashMap<>();
    private static final Map<String, String[]> FORMS = new HashMap<>();
    private static Browser client;
    private static Browser app;

    /** What it is, and as what it is answered. */
    record Kind(Throwable failure, int status, String name) {

        @Override
        public String toString() {
            return status + " " + name;
        }
    }

    @BeforeAll
    static void set_the_scene() {
        WORLD.account("au", "client@example.test");
        Browser browser = WORLD.portal("au");
        browser.post("/login", CREDENTIALS);
        browser.post("/forgot-password", CREDENTIALS);
        TOKENS.put("/invitation/:token", WORLD.invitation("au", "invited@example.test"));
        TOKENS.put("/reset-password/:token", WORLD.resetToken("au", "client@example.test"));
        for (String link : List.of("/invitation/:token", "/reset-password/:token")) {
            TOKENS.put(link + "/renew", TOKENS.get(link));
        }
        STAFF.admin("asks@latchkey.test");
        STAFF.signedIn("asks@latchkey.test")
                .post(
                        "/api/v1/contacts/" + WORLD.contactOf("client@example.test") + "/email",
                        new JsonObject().put("email", "moved@example.test"));
        TOKENS.put("/confirm-address/:token", WORLD.token(Purpose.ADDRESS, "au", "moved@example.test"));
        JsonObject grant = browser.post("/api/v1/session", JSON).json();
        JSON.put("refreshToken", grant.getString("refreshToken"));
        FORMS.put("/oauth/token", code(browser));
        String ofApp = browser.post("/oauth/token", code(browser)).json().getString("access_token");
        String[] token = {"client_id", "home", "client_secret", APP_SECRET, "token", ofApp};
        FORMS.put("/oauth/introspect", token);
        FORMS.put("/oauth/revoke", token);
        app = new Browser(VERTX, PORTAL_PORT, "au.localhost").with("authorization", "Bearer " + ofApp);
        client = new Browser(VERTX, PORTAL_PORT, "au.localhost")
                .withCookie("__Host-session", browser.cookie("__Host-session"))
                .with("authorization", "Bearer " + grant.getString("accessToken"));
    }

    /** What an application sends for a code that it was given. */
    private static String[] code(Browser browser) {
        Optional<String> code = new QueryStringDecoder(browser.get(AUTHORIZE).location())
                .parameters().getOrDefault("code", List.of()).stream().findFirst();
        return new String[] {
            "grant_type",
            "authorization_code",
            "client_id",
            "home",
            "client_secret",
            APP_SECRET,
            "redirect_uri",
            CALLBACK,
            "code_verifier",
            VERIFIER.getValue(),
            "code",
            code.orElseThrow()
        };
    }

    @AfterAll
    static void stop() {
        HASHER.close();
        await(VERTX.close());
        WORLD.close();
    }

    static List<Kind> kinds() {
        return List.of(
                new Kind(new Busy(7), 503, "busy"),
                new Kind(new Limited(Instant.now().plusSeconds(90)), 429, "limited"),
                new Kind(away(), 503, "unavailable"),
                new Kind(Problem.of(400, "bad-request"), 400, "bad-request"),
                new Kind(brief(new IllegalStateException("a secret")), 500, "internal"),
                new Kind(brief(new AssertionError("a secret")), 500, "internal"));
    }

    /** It is logged hundreds of times, and always with the same trace. */
    private static Throwable brief(Throwable failure) {
        failure.setStackTrace(new StackTraceElement[] {failure.getStackTrace()[0]});
        return failure;
    }

    @Test
    void every_refusal_that_there_is_is_thrown() {
        var compiled = Refusal.class.getProtectionDomain().getCodeSource().getLocation();
        Set<String> refusals = new ClassFileImporter()
                .importUrl(compiled).stream()
                        .filter(type -> !type.isInterface() && type.isAssignableTo(Refusal.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        assertThat(kinds().stream().map(kind -> kind.failure().getClass().getName()))
                .containsAll(refusals);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_route_of_the_portal_answers_it_as_what_it_is(Kind kind) {
        var asked = new ArrayList<String>();
        for (Route route : PORTAL.getRoutes()) {
            String path = Optional.ofNullable(route.getPath()).orElse("/");
            for (HttpMethod method : Optional.ofNullable(route.methods()).orElse(Set.of(HttpMethod.GET))) {
                for (String spared : List.of(NOTHING, GATE)) {
                    POOL.failWith(kind.failure(), spared);
                    var answer = ask(method, path);
                    String where = method + " " + path;
                    assertThat(answer.body()).as(where).doesNotContain("a secret", "Exception");
                    if (POOL.failures() == 0) {
                        assertThat(answer.status()).as(where).isLessThan(500);
                    } else {
                        asked.add(where);
                        isAnswered(kind, answer, where, isForPrograms(path) && !method.equals(HttpMethod.HEAD));
                    }
                }
            }
        }
        assertThat(asked)
                .contains(
                        "POST /login",
                        "POST /logout",
                        "POST /forgot-password",
                        "GET /reset-password/:token",
                        "POST /reset-password/:token",
                        "GET /invitation/:token",
                        "POST /invitation/:token",
                        "GET /account",
                        "POST /account/password",
                        "POST /account/sessions/:id/end",
                        "POST /account/sessions/end-others",
                        "POST /api/v1/session",
                        "DELETE /api/v1/session",
                        "POST /api/v1/session/refresh",
                        "POST /api/v1/forgot-password",
                        "GET /api/v1/account",
                        "POST /invitation/:token/renew",
                        "POST /reset-password/:token/renew",
                        "GET /confirm-address/:token",
                        "POST /confirm-address/:token",
                        "GET /session/check",
                        "GET /oauth/authorize",
                        "POST /oauth/token",
                        "GET /oauth/userinfo",
                        "POST /oauth/revoke",
                        "POST /oauth/introspect",
                        "GET /oauth/logout");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_operation_of_staff_answers_it_as_what_it_is(Kind kind) {
        String email = "admin" + UUID.randomUUID() + "@latchkey.test";
        STAFF.admin(email);
        var examples = new Examples(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        var program = new Browser(VERTX, STAFF_PORT, "localhost").with("authorization", "Bearer " + STAFF.token(email));
        for (Operation operation : DOCUMENT.contract().operations()) {
            String name = operation.getOperationId();
            POOL.failWith(kind.failure(), NOTHING);
            var atTheGate = examples.call(program, operation);
            boolean guarded = !operation.getSecurityRequirements().isEmpty();
            assertThat(POOL.failures() > 0).as(name).isEqualTo(guarded);
            if (guarded) {
                isAnswered(kind, atTheGate, name, true);
            }
            if (!guarded || name.equals("streamChanges")) {
                continue; // a stream does not end
            }
            POOL.failWith(kind.failure(), GATE);
            var behindIt = examples.call(program, operation);
            if (POOL.failures() > 0) {
                isAnswered(kind, behindIt, name, true);
            } else {
                assertThat(behindIt.status()).as(name).isLessThan(500);
                assertThat(name).isIn(WITHOUT_DATABASE);
            }
        }
    }

    private static void isAnswered(Kind kind, Browser.Answer answer, String where, boolean forPrograms) {
        assertThat(answer.status()).as(where).isEqualTo(kind.status());
        assertThat(answer.headers().contains("retry-after")).as(where).isEqualTo(kind.failure() instanceof Refusal);
        if (forPrograms) {
            assertThat(answer.headers().get("content-type")).as(where).isEqualTo("application/problem+json");
            assertThat(answer.json().getString("type")).as(where).endsWith("/" + kind.name());
        }
    }

    private static Browser.Answer ask(HttpMethod method, String path) {
        if (path.equals("/oauth/userinfo")) {
            return app.send(method.name(), path);
        }
        if (path.equals("/oauth/authorize")) {
            return client.send(method.name(), AUTHORIZE);
        }
        String target = path.replace(":token", TOKENS.getOrDefault(path, "none"))
                .replace(":id", UUID.randomUUID().toString())
                .replace("*", "none");
        if (!method.equals(HttpMethod.POST)) {
            return client.send(method.name(), target);
        }
        return path.startsWith("/api/")
                ? client.post(target, JSON)
                : client.post(target, FORMS.getOrDefault(path, CREDENTIALS));
    }

    private static boolean isForPrograms(String path) {
        return path.startsWith("/api/")
                || List.of("/oauth/token", "/oauth/userinfo", "/oauth/revoke", "/oauth/introspect")
                        .contains(path);
    }

    private static Router portal() {
        return new Portal(
                        VERTX,
                        WORLD.settings(),
                        new Regions(WORLD.settings()),
                        POOL,
                        HASHER,
                        new PasswordRules(WORLD.settings()),
                        seal(),
                        accessTokens())
                .router(VERTX);
    }

    private static Router staffApi() {
        var settings = WORLD.settings();
        var invitations = new SendInvitations(POOL, new Limits(settings), Duration.ofDays(7));
        return await(new StaffApi(
                        VERTX,
                        Future.succeededFuture(DOCUMENT),
                        settings,
                        new Regions(settings),
                        POOL,
                        POOL,
                        POOL,
                        HASHER,
                        new PasswordRules(settings),
                        seal(),
                        accessTokens(),
                        invitations)
                .router(VERTX));
    }

    private static int port(Router router) {
        return await(VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private static Seal seal() {
        return new Seal(new Keyring(WORLD.settings()));
    }

    private static AccessTokens accessTokens() {
        var audiences = Stream.concat(
                        new Regions(WORLD.settings()).all().stream().map(Audience::of), Stream.of(Audience.STAFF))
                .toList();
        return new AccessTokens(VERTX, SigningKey.all(new Keyring(WORLD.settings())), audiences, Duration.ofMinutes(5));
    }

    /** As it really comes: from a server that nobody answers at. */
    private static Throwable away() {
        var nowhere = WORLD.settings().with(Map.of("database.url", "postgresql://nobody:none@127.0.0.1:1/none"));
        var pool = new Database(nowhere).portalPool(VERTX);
        Throwable failure =
                await(pool.query("select").execute().transform(answer -> Future.succeededFuture(answer.cause())));
        assertThat(failure).isInstanceOf(DatabaseAway.class);
        return failure;
    }
}
