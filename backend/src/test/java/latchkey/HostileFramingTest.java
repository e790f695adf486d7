package latchkey;

import static latchkey.WrittenLog.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import latchkey.testing.Wire;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two programs could read in two ways, and those that nobody should send: refused by every listener. */
@Isolated("it looks at everything that is logged meanwhile")
class HostileFramingTest {

    private static final World WORLD = World.start();
    private static final WrittenLog LOG = WrittenLog.watch();

    @BeforeEach
    void forget() {
        LOG.forget();
    }

    @AfterAll
    static void stop() {
        LOG.close();
        WORLD.close();
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
                ": nameless\r\ncontent-length: 5",
            })
    void a_head_that_can_be_read_in_two_ways_is_refused_and_ends_the_connection(String headers) {
        for (int port : WORLD.ports()) {
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
        LOG.assertNothingWasWritten();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x3\r\nabc\r\n0\r\n\r\n",
                "-1\r\nabc\r\n0\r\n\r\n",
                "\r\nabc\r\n0\r\n\r\n",
                "3\r\nabcd\r\n0\r\n\r\n",
                "3\nabc\n0\n\n",
                "99999999999999999999\r\nabc",
            })
    void chunks_that_can_not_be_read_are_refused_and_end_the_connection(String chunks) {
        for (int port : List.of(WORLD.backend().portalPort(), WORLD.backend().staffPort())) {
            var answer = Wire.send(
                    port,
                    "POST /api/v1/session HTTP/1.1",
                    "host: au.localhost",
                    "content-type: application/json",
                    "transfer-encoding: chunked",
                    "",
                    chunks + "GET /login HTTP/1.1",
                    "host: au.localhost",
                    "",
                    "");
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.answers()).as(answer.text()).isEqualTo(1);
            assertThat(answer.text()).contains("problems/bad-request");
        }
        LOG.assertNothingWasWritten();
    }

    @Test
    void chunks_that_nobody_reads_do_no_harm() {
        for (int port : WORLD.ports()) {
            var answer = Wire.send(
                    port,
                    "POST /nowhere HTTP/1.1",
                    "host: nobody.localhost",
                    "connection: close",
                    "transfer-encoding: chunked",
                    "",
                    "xyz",
                    "",
                    "");
            assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        }
        LOG.assertNothingWasWritten();
    }

    @ParameterizedTest
    @CsvSource({
        "http://nz.localhost/login, 200, en-NZ",
        "HTTP://nz.localhost:80/login, 200, en-NZ",
        "http://nz.localhost?next, 200, en-NZ",
        "http://[::/login, 400, ''",
        "http://a@b:c@d/login, 400, ''",
        "http://nz.localhost@au.localhost/login, 400, ''",
        "http:///login, 400, ''",
    })
    void the_authority_of_a_target_counts_and_not_the_host_beside_it(String target, int status, String page) {
        var answer = Wire.send(
                WORLD.backend().portalPort(),
                "GET " + target + " HTTP/1.1",
                "host: au.localhost",
                "connection: close",
                "",
                "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.text()).contains(page).doesNotContain("en-AU");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.2", "HTTP/2.0", "HTTP/3.0", "HTTP/9", "http/1.1", "Http/1.0", ""})
    void answers_are_in_our_version(String version) {
        for (int port : WORLD.ports()) {
            var answer = Wire.send(port, "GET /login " + version, "host: au.localhost", "", "");
            assertThat(answer.text()).startsWith("HTTP/1.1 400 ");
        }
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
        for (int port : WORLD.ports()) {
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
        LOG.assertNothingWasWritten();
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
        for (int port : WORLD.ports()) {
            var answer = Wire.send(port, line, "host: au.localhost", "connection: close", "", "");
            assertThat(answer.status()).as(answer.text()).isBetween(200, 505).isNotIn(500, 502, 503, 504);
        }
        LOG.assertNothingWasWritten();
    }

    @Test
    void long_lines_and_floods_of_headers_are_refused() {
        for (int port : WORLD.ports()) {
            assertThat(Wire.send(port, "GET /" + "a".repeat(5000) + " HTTP/1.1", "host: a", "", "")
                            .status())
                    .isEqualTo(414);
            assertThat(Wire.send(port, "GET / HTTP/1.1", "host: a", "x-a: b\r\n".repeat(4000), "")
                            .status())
                    .isIn(431, 0); // closed while there was more to read
        }
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
        for (int port : WORLD.ports()) {
            assertThat(Wire.sendHalf(port, half).status()).isIn(0, 400, 401, 404, 405);
            assertThat(Wire.send(port, "GET / HTTP/1.1", "host: au.localhost", "connection: close", "", "")
                            .status())
                    .isIn(200, 404);
        }
        LOG.assertNothingWasWritten();
    }
}
