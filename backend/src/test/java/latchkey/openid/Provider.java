package latchkey.openid;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.key.Base64Url;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import latchkey.testing.World;

/** A world whose Australian portal is an OpenID provider for two applications, and the steps of its protocol. */
final class Provider implements AutoCloseable {

    static final String SECRET = "a secret of thirty-two characters!";
    static final String CALLBACK = "https://home.example/callback";
    static final String LOGGED_OUT = "https://home.example/bye";
    static final CodeVerifier VERIFIER = new CodeVerifier("a-verifier-that-is-forty-three-characters-long-1");

    private final int port;
    private final World world;

    private Provider(Map<String, String> others) {
        port = freePort();
        var settings = new HashMap<>(Map.of(
                "portal.port",
                Integer.toString(port),
                "regions.au.url",
                "http://localhost:" + port,
                "apps.home.name",
                "My Home",
                "apps.home.secret",
                SECRET,
                "apps.home.redirect-urls",
                CALLBACK + ",http://localhost:9/callback?kind=test",
                "apps.home.logout-urls",
                LOGGED_OUT,
                "apps.phone.name",
                "Phone",
                "apps.phone.redirect-urls",
                "com.example.home:/callback",
                "apps.far.name",
                "Far away"));
        settings.putAll(Map.of("apps.far.redirect-urls", CALLBACK, "apps.far.regions", "nz"));
        settings.putAll(others);
        world = World.start(settings);
    }

    static Provider start() {
        return new Provider(Map.of());
    }

    static Provider start(Map<String, String> others) {
        return new Provider(others);
    }

    World world() {
        return world;
    }

    String issuer() {
        return "http://localhost:" + port;
    }

    Browser browser() {
        return world.at("localhost");
    }

    Browser signedIn(String email) {
        world.account("au", email);
        return again(email);
    }

    Browser again(String email) {
        Browser browser = browser();
        assertThat(browser.post("/login", "email", email, "password", PASSWORD).status())
                .isEqualTo(303);
        return browser;
    }

    /** Names and values by turns, which replace or add to a good request; an empty value leaves one out. */
    static String authorize(String... changes) {
        var parameters = new LinkedHashMap<>(Map.of(
                "response_type", "code",
                "client_id", "home",
                "redirect_uri", CALLBACK,
                "scope", "openid profile email",
                "state", "af0ifjsldkj",
                "nonce", "n-0S6_WzA2Mj",
                "code_challenge", challenge(),
                "code_challenge_method", "S256"));
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return "/oauth/authorize?" + form(parameters);
    }

    static String challenge() {
        return CodeChallenge.compute(CodeChallengeMethod.S256, VERIFIER).getValue();
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The parameters that an answer sends back to an application. */
    static Map<String, String> answered(Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        return Stream.of(answer.location().replaceFirst(".*\\?", "").split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> field.length == 1 ? "" : URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    /** One of them. */
    static String answered(Answer answer, String name) {
        return Optional.ofNullable(answered(answer).get(name)).orElseThrow();
    }

    String code(Browser browser) {
        return answered(browser.get(authorize()), "code");
    }

    /** What an application asks for tokens with. */
    static Map<String, String> codeGrant(String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                VERIFIER.getValue());
    }

    Answer redeem(String code, String... changes) {
        var parameters = new LinkedHashMap<>(codeGrant(code));
        for (int i = 0; i < changes.length; i += 2) {
            parameters.put(changes[i], changes[i + 1]);
        }
        return asHome("/oauth/token", parameters);
    }

    Answer refresh(String token) {
        return asHome("/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    JsonObject introspect(String token) {
        return asHome("/oauth/introspect", Map.of("token", token)).json();
    }

    Answer userInfo(String accessToken) {
        return browser().with("authorization", "Bearer " + accessToken).get("/oauth/userinfo");
    }

    /** The confidential application, by its secret. */
    Answer asHome(String path, Map<String, String> parameters) {
        return asHomeAt("localhost", path, parameters);
    }

    /** The same, at the portal of another region. */
    Answer asHomeAt(String host, String path, Map<String, String> parameters) {
        String credentials = "home:" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return world.at(host)
                .with(
                        "authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .raw("POST", path, "application/x-www-form-urlencoded", form(parameters));
    }

    Answer asAnybody(String path, Map<String, String> parameters) {
        return browser().raw("POST", path, "application/x-www-form-urlencoded", form(parameters));
    }

    static JsonObject claims(String jwt) {
        return new JsonObject(
                Buffer.buffer(Base64Url.decode(jwt.split("\\.", -1)[1]).orElseThrow()));
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        world.close();
    }
}
