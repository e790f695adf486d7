package latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import latchkey.testing.Wire;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What no browser sends, to every listener: it is refused with words, and nothing of it is written down. */
@Isolated("it looks at everything that is logged meanwhile")
class HostileInputTest {

    private static final World WORLD = World.start();
    private static final String TOKEN = "tOkEnThatNobodyMayRead0123456789";
    private static final Queue<ILoggingEvent> LOG = new ConcurrentLinkedQueue<>();
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final AppenderBase<ILoggingEvent> APPENDER = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            LOG.add(event);
        }
    };

    record Place(int port, String host, String path, boolean isForPrograms) {}

    @BeforeAll
    static void listen() {
        APPENDER.start();
        ROOT.addAppender(APPENDER);
        ((Logger) LoggerFactory.getLogger("latchkey")).setLevel(Level.INFO);
    }

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    @AfterAll
    static void stop() {
        ROOT.detachAppender(APPENDER);
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
                                        "/nowhere")
                                .map(path -> new Place(portal, "au.localhost", path, false)),
                        Stream.concat(
                                Stream.of("/api/v1/session", "/api/v1/session/refresh", "/api/v1/account", "/api/v1/x")
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
                                        new Place(management, "localhost", "/metrics", true))))
                .toList();
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
        assertNothingWasWritten();
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
        for (int port : ports()) {
            assertThat(Wire.send(port, "GET /login HTTP/1.1", "host: " + host, "connection: close", "", "")
                            .status())
                    .as(host)
                    .isEqualTo(400);
        }
        assertNothingWasWritten();
    }

    @Test
    void a_host_may_not_be_missing_too_long_or_there_twice() {
        for (int port : ports()) {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 5\r\ntransfer-encoding: chunked",
                "transfer-encoding: chunked\r\ncontent-length: 5",
                "transfer-encoding: gzip, chunked",
                "transfer-encoding: chunked, identity",
                "transfer-encoding: xchunked",
                "transfer-encoding: chunked\r\ntransfer-encoding: chunked",
                "content-length: 5\r\ncontent-length: 5",
                "content-length: 5\r\ncontent-length: 6",
                "content-length: 5, 5",
                "content-length: -5",
                "content-length: +5",
                "content-length: five",
                "x-folded: a\r\n b\r\ncontent-length: 5",
                "x-folded: a\r\n\tb\r\ncontent-length: 5",
                "transfer-encoding:\r\n chunked",
                "x-blank : a\r\ncontent-length: 5",
                "no colon\r\ncontent-length: 5",
            })
    void a_head_that_can_be_read_in_two_ways_is_refused_and_ends_the_connection(String headers) {
        for (int port : ports()) {
            var answer = Wire.send(
                    port,
                    "POST /login?t=" + TOKEN + " HTTP/1.1",
                    "host: au.localhost",
                    "content-type: application/x-www-form-urlencoded",
                    headers,
                    "",
                    "0",
                    "",
                    "GET /login HTTP/1.1",
                    "host: au.localhost",
                    "",
                    "");
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.answers()).as(answer.text()).isEqualTo(1);
        }
        assertNothingWasWritten();
    }

    @Test
    void what_looks_folded_in_a_body_is_a_body() {
        var answer = Wire.send(
                WORLD.backend().portalPort(),
                "POST /login HTTP/1.1",
                "host: au.localhost",
                "content-type: application/x-www-form-urlencoded",
                "content-length: 14",
                "connection: close",
                "",
                "email=a",
                " b",
                "\tc");
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    }

    @Test
    void nobody_gets_a_tunnel() {
        for (int port : ports()) {
            var upgrade = Wire.send(
                    port,
                    "GET / HTTP/1.1",
                    "host: au.localhost",
                    "connection: upgrade, http2-settings",
                    "upgrade: h2c",
                    "http2-settings: AAMAAABkAARAAAAAAAIAAAAA",
                    "",
                    "GET / HTTP/1.1",
                    "host: au.localhost",
                    "connection: close",
                    "",
                    "");
            assertThat(upgrade.status()).as(upgrade.text()).isIn(200, 404);
            assertThat(upgrade.answers()).isEqualTo(2);
            var preface = Wire.send(port, "PRI * HTTP/2.0", "", "SM", "", "");
            assertThat(preface.status()).as(preface.text()).isEqualTo(400);
            var webSocket = Wire.send(
                    port,
                    "GET / HTTP/1.1",
                    "host: au.localhost",
                    "connection: upgrade",
                    "upgrade: websocket",
                    "sec-websocket-version: 13",
                    "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
                    "",
                    "GET / HTTP/1.1",
                    "host: au.localhost",
                    "connection: close",
                    "",
                    "");
            assertThat(webSocket.status()).as(webSocket.text()).isIn(200, 404);
        }
        assertNothingWasWritten();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS * HTTP/1.1",
                "CONNECT au.localhost:80 HTTP/1.1",
                "GET login HTTP/1.1",
                "GET http://au.localhost/login HTTP/1.1",
                "GET http://[ HTTP/1.1",
                "GET // HTTP/1.1",
                "GET /a b HTTP/1.1",
                "GET /\u00e4 HTTP/1.1",
                "GET /\0 HTTP/1.1",
                "G\u00e4T / HTTP/1.1",
                "TRACE / HTTP/1.1",
                "GET /login",
                "GET /login HTTP/1.7",
                "GET /login HTTP/9",
                "\u0016\u0003\u0001\u0002",
            })
    void a_strange_first_line_is_answered(String line) {
        for (int port : ports()) {
            var answer = Wire.send(port, line, "host: au.localhost", "connection: close", "", "");
            assertThat(answer.status()).as(answer.text()).isBetween(200, 505).isNotIn(500, 502, 503, 504);
        }
        assertNothingWasWritten();
    }

    @Test
    void long_lines_and_floods_of_headers_are_refused() {
        for (int port : ports()) {
            assertThat(Wire.send(port, "GET /" + "a".repeat(5000) + " HTTP/1.1", "host: a", "", "")
                            .status())
                    .isEqualTo(414);
            assertThat(Wire.send(port, "GET / HTTP/1.1", "host: a", "x-a: b\r\n".repeat(4000), "")
                            .status())
                    .isIn(431, 0); // closed while there was more to read
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "POST /login?t=" + TOKEN,
                "POST /login HTTP/1.1\r\nhost: au.localhost\r\ncookie: " + TOKEN,
                "POST /login HTTP/1.1\r\nhost: au.localhost\r\ncontent-length: 100\r\n\r\n",
                "POST /login HTTP/1.1\r\nhost: au.localhost\r\ncontent-length: 100\r\n\r\npassword=" + TOKEN,
                "POST /login HTTP/1.1\r\nhost: au.localhost\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab",
                "POST /api/v1/session HTTP/1.1\r\nhost: au.localhost\r\ncontent-length: 100\r\n\r\n{\"email\":"
            })
    void half_a_request_is_no_fault_of_ours(String half) {
        for (int port : ports()) {
            assertThat(Wire.sendHalf(port, half).status()).isIn(0, 400, 401, 404, 405);
            assertThat(Wire.send(port, "GET / HTTP/1.1", "host: au.localhost", "connection: close", "", "")
                            .status())
                    .isIn(200, 404);
        }
        assertNothingWasWritten();
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

    private static List<Integer> ports() {
        return List.of(
                WORLD.backend().portalPort(),
                WORLD.backend().staffPort(),
                WORLD.backend().managementPort());
    }

    /** Neither a token nor a path nor a fault of our own. */
    private static void assertNothingWasWritten() {
        assertThat(LOG)
                .extracting(event -> event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                        + event.getKeyValuePairs()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .noneMatch(line -> line.contains(TOKEN) || line.startsWith("ERROR") || line.startsWith("WARN"))
                .noneMatch(line -> line.contains("%zz"));
        LOG.clear();
    }
}
