package latchkey;

import static latchkey.WrittenLog.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.openapi.contract.Operation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import latchkey.api.Document;
import latchkey.testing.Browser;
import latchkey.testing.Wire;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no browser sends, to every listener: it is refused with words, and nothing of it is written down. */
@Isolated("it looks at everything that is logged meanwhile")
class HostileInputTest {

    private static final World WORLD = World.start();
    private static final WrittenLog LOG = WrittenLog.watch();

    record Place(int port, String host, String path, boolean isForPrograms) {}

    @BeforeEach
    void forget() {
        LOG.forget();
    }

    @AfterAll
    static void stop() {
        LOG.close();
        WORLD.close();
    }

    static List<Place> places() {
        int portal = WORLD.backend().portalPort();
        int staff = WORLD.backend().staffPort();
        int management = WORLD.backend().managementPort();
        return Stream.concat(
                        Stream.of(
                                        "/",
                                        "/login",
                                        "/forgot-password",
                                        "/forgot-password/sent",
                                        "/reset-password/" + TOKEN,
                                        "/invitation/" + TOKEN,
                                        "/account",
                                        "/account/password",
                                        "/account/sessions/" + TOKEN + "/end",
                                        "/account/sessions/end-others",
                                        "/logout",
                                        "/.well-known/change-password",
                                        "/.well-known/jwks.json",
                                        "/static/" + TOKEN + ".css",
                                        "/robots.txt",
                                        "/session/check",
                                        "/confirm-address/" + TOKEN,
                                        "/invitation/" + TOKEN + "/renew",
                                        "/invitation/sent",
                                        "/reset-password/" + TOKEN + "/renew",
                                        "/oauth/authorize",
                                        "/oauth/logout",
                                        "/nowhere")
                                .map(path ->
                                        new Place(portal, "au.localhost", path, path.equals("/.well-known/jwks.json"))),
                        Stream.concat(
                                Stream.of(
                                                "/api/v1/session",
                                                "/api/v1/session/refresh",
                                                "/api/v1/account",
                                                "/api/v1/forgot-password",
                                                "/api/v1/x",
                                                "/oauth/token",
                                                "/oauth/introspect",
                                                "/oauth/revoke",
                                                "/oauth/userinfo",
                                                "/.well-known/openid-configuration")
                                        .map(path -> new Place(portal, "au.localhost", path, true)),
                                Stream.of(
                                        new Place(portal, "elsewhere.example", "/login", false),
                                        new Place(staff, "localhost", "/api/v1/session", true),
                                        new Place(staff, "localhost", "/api/v1/contacts", true),
                                        new Place(staff, "localhost", "/api/v1/contacts/" + TOKEN, true),
                                        new Place(staff, "localhost", "/api/v1/activation/" + TOKEN, true),
                                        new Place(staff, "localhost", "/api/v1/openapi.yaml", true),
                                        new Place(staff, "localhost", "/nowhere", true),
                                        new Place(management, "localhost", "/health/live", true),
                                        new Place(management, "localhost", "/health/ready", true),
                                        new Place(management, "localhost", "/metrics", true))))
                .toList();
    }

    /** The router looks at the path without its dots; what is behind it must not be surprised by the path as it came. */
    @Test
    void a_path_with_detours_is_no_error_of_ours() {
        for (String path :
                List.of("/oauth/x|/../token", "/oauth/{/../introspect", "/oauth/\\^/../revoke", "/oauth/`/../token")) {
            var answer = WORLD.portal("au").raw("POST", path, "application/x-www-form-urlencoded", "grant_type=none");
            assertThat(answer.status()).as(path + answer.body()).isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void what_can_not_be_decoded_is_a_bad_request(Place place) {
        List<String> targets = Stream.of("?a=%zz", "?a=%", "?%c3%28=1", "?a=%c0%af", "?a=%00", "?a=%ed%a0%80", "?a=%1")
                .map(query -> place.path() + query)
                .toList();
        List<String> paths = Stream.of("/%zz", "/%", "/%c3%28", "/%00", "/%c0%ae%c0%ae/", "%e2%82")
                .map(escape -> place.path() + escape)
                .toList();
        for (String target : Stream.concat(targets.stream(), paths.stream()).toList()) {
            for (String method : List.of("GET", "HEAD", "POST", "DELETE")) {
                refused(place, ask(place, method + " " + target + " HTTP/1.1", "", ""));
            }
            refused(
                    place,
                    ask(
                            place,
                            "POST " + target + " HTTP/1.1",
                            "content-type: application/x-www-form-urlencoded\r\ncontent-length: 10\r\n",
                            "password=x"));
        }
        LOG.assertNothingWasWritten();
    }

    static List<Operation> operations() {
        return World.await(Document.read(WORLD.vertx())).contract().operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void no_operation_takes_what_can_not_be_decoded(Operation operation) {
        String path = "/api/v1" + operation.getOpenAPIPath().replaceAll("\\{[^}]*}", TOKEN);
        var place = new Place(WORLD.backend().staffPort(), "localhost", path, true);
        for (String target : List.of(path + "?a=%zz", path + "?%c3%28=1", path + "%e2%82", path + "/%00")) {
            refused(
                    place,
                    ask(
                            place,
                            operation.getHttpMethod() + " " + target + " HTTP/1.1",
                            "content-type: application/json\r\ncontent-length: 2\r\n",
                            "{}"));
        }
        LOG.assertNothingWasWritten();
    }

    /** RFC 8259, 8.1; a parser that guesses the encoding would take all of them. */
    @Test
    void json_is_in_utf_8() {
        String json = "{\"email\":\"kim@example.test\",\"password\":\"a wrong password\"}";
        for (Browser program : List.of(
                WORLD.portal("au"), new Browser(WORLD.vertx(), WORLD.backend().staffPort(), "localhost"))) {
            for (String encoding : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
                var answer = program.raw(
                        "POST", "/api/v1/session", "application/json", json.getBytes(Charset.forName(encoding)));
                assertThat(answer.status()).as(encoding).isEqualTo(400);
            }
            byte[] broken = json.replace("kim", "k\u00efm").getBytes(StandardCharsets.ISO_8859_1);
            assertThat(program.raw("POST", "/api/v1/session", "application/json", broken)
                            .status())
                    .isEqualTo(400);
            assertThat(program.raw("POST", "/api/v1/session", "application/json", "\uFEFF" + json)
                            .status())
                    .as("some programs begin with a byte order mark")
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "",
                "[",
                "[::1",
                "au localhost",
                "au.localhost:",
                "au.localhost:port",
                "au.localhost:99999",
                "au.localhost:-1",
                "au.localhost/login",
                "au.localhost, au.localhost",
                "%61u.localhost",
                "::1"
            })
    void a_host_that_is_none_is_a_bad_request(String host) {
        for (int port : WORLD.ports()) {
            assertThat(Wire.send(port, "GET /login HTTP/1.1", "host: " + host, "connection: close", "", "")
                            .status())
                    .as(host)
                    .isEqualTo(400);
        }
        LOG.assertNothingWasWritten();
    }

    @Test
    void a_host_may_not_be_missing_too_long_or_there_twice() {
        for (int port : WORLD.ports()) {
            assertThat(Wire.send(port, "GET / HTTP/1.1", "connection: close", "", "")
                            .status())
                    .isEqualTo(400);
            assertThat(Wire.send(port, "GET / HTTP/1.1", "host: " + "a".repeat(5000), "connection: close", "", "")
                            .status())
                    .isEqualTo(400);
            assertThat(Wire.send(port, "GET / HTTP/1.1", "host: au.localhost", "host: au.localhost", "", "")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_field_that_is_too_long_or_one_of_too_many_is_the_senders_fault() {
        var browser = WORLD.portal("au");
        assertThat(browser.post("/login", "email", "a@example.test", "password", "x".repeat(20_000))
                        .status())
                .isBetween(400, 422);
        assertThat(browser.post("/login", "email", "x".repeat(20_000) + "@example.test", "password", "x")
                        .status())
                .isBetween(400, 422);
        assertThat(browser.raw("POST", "/login", "application/x-www-form-urlencoded", "a&".repeat(2000))
                        .status())
                .isBetween(400, 422);
        assertThat(browser.raw("POST", "/login", "application/x-www-form-urlencoded", "x".repeat(20_000) + "=1")
                        .status())
                .isBetween(400, 422);
        assertThat(browser.raw("POST", "/login", "multipart/form-data; boundary=b", "--b\r\n\r\nx")
                        .status())
                .isEqualTo(415);
    }

    private static Wire.Answer ask(Place place, String line, String headers, String body) {
        return Wire.send(
                place.port(),
                line,
                "host: " + place.host(),
                "authorization: Bearer " + TOKEN,
                "connection: close",
                headers + "\r\n" + body);
    }

    private static void refused(Place place, Wire.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text())
                .as("headers of every answer")
                .contains("x-content-type-options: nosniff", "x-request-id: ");
        if (place.isForPrograms()) {
            assertThat(answer.text()).contains("application/problem+json");
        }
    }
}
