package latchkey.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import latchkey.config.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminUiTest {

    private static final String UPGRADE = "Upgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Connection: Upgrade, close\r\n";

    private static AdminUi admin;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        admin = AdminUi.start(Settings.read(Map.of()).with(Map.of("admin.port", "0")));
    }

    @AfterAll
    static void stop() {
        admin.stop();
        CLIENT.close();
    }

    @Test
    void the_first_page_is_served_with_a_policy_that_names_its_scripts() throws Exception {
        var page = get("/contacts");
        assertThat(page.statusCode()).isEqualTo(200);
        String policy = page.headers().firstValue("content-security-policy").orElseThrow();
        assertThat(policy).contains("script-src 'nonce-").contains("frame-ancestors 'none'");
        String nonce = policy.replaceAll("(?s).*'nonce-([^']+)'.*", "$1");
        assertThat(page.body()).contains("nonce=\"" + nonce + "\"").doesNotContain("<script type=\"module\">");
    }

    @Test
    void the_session_cookie_is_for_this_site_and_not_for_scripts() throws Exception {
        assertThat(get("/sign-in").headers().firstValue("set-cookie").orElseThrow())
                .contains("latchkey-staff=")
                .contains("HttpOnly")
                .contains("SameSite=Strict");
    }

    @Test
    void every_answer_has_the_security_headers() throws Exception {
        for (String path : new String[] {"/sign-in", "/admin.css", "/nowhere/at/all.js", "/favicon.ico"}) {
            assertThat(get(path).headers().map())
                    .as(path)
                    .containsKeys("x-content-type-options", "content-security-policy")
                    .containsEntry("referrer-policy", List.of("same-origin"))
                    .doesNotContainKey("server");
        }
    }

    @Test
    void theme_and_icon_are_served() throws Exception {
        assertThat(get("/aura/aura.css").statusCode()).isEqualTo(200);
        assertThat(get("/admin.css").statusCode()).isEqualTo(200);
        assertThat(get("/favicon.svg").statusCode()).isEqualTo(200);
        assertThat(get("/favicon.ico").statusCode()).isEqualTo(200);
    }

    @Test
    void the_class_path_can_not_be_browsed() throws Exception {
        assertThat(get("/aura/").body()).doesNotContain("InstrumentSans");
        assertThat(get("/latchkey.yaml").body()).doesNotContain("argon2");
    }

    @Test
    void a_link_on_another_site_is_opened_once_more_from_here() throws Exception {
        var link = HttpRequest.newBuilder(URI.create("http://localhost:" + admin.port() + "/contacts"))
                .header("Sec-Fetch-Site", "cross-site")
                .header("Sec-Fetch-Mode", "navigate")
                .build();
        var answer = CLIENT.send(link, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("http-equiv=\"refresh\"");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    /** Its cookie would take the place of the one that the sign-in page in another tab has only just got. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "v-r=uidl&v-uiId=0",
                "v-r=heartbeat&v-uiId=0",
                "v-r=push&v-uiId=0&v-pushId=gone&X-Atmosphere-Transport=long-polling",
                "v-r=push&v-uiId=0&v-pushId=gone&X-Atmosphere-Transport=streaming",
                "v-r=push&v-uiId=0&v-pushId=gone&X-Atmosphere-Transport=websocket",
            })
    void a_page_whose_session_is_over_begins_no_other(String query) throws Exception {
        for (String path : List.of("/?", "/VAADIN/push?")) {
            for (String connection : List.of("Connection: close\r\n", UPGRADE)) {
                assertThat(raw("GET " + path + query + " HTTP/1.1\r\nHost: localhost\r\n"
                                + "Cookie: latchkey-staff=node0gone.node0\r\n" + connection + "\r\n"))
                        .as(path + query + connection)
                        .matches("(?s)HTTP/1\\.1 [1-4].*")
                        .doesNotContainIgnoringCase("set-cookie");
            }
        }
    }

    @Test
    void what_can_not_be_decoded_is_a_bad_request() throws Exception {
        for (String query : List.of("/contacts?a=%zz", "/?v-r=init&location=%c3%28&a=%", "/activate/%zz", "/%00")) {
            assertThat(raw("GET " + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .as(query)
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void a_request_that_two_servers_could_read_differently_is_refused() throws Exception {
        assertThat(raw("POST / HTTP/1.1\r\n"
                        + "Host: localhost\r\n"
                        + "Content-Length: 4\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n c\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\n"
                        + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"))
                .doesNotContain("101 Switching");
    }

    @Test
    void what_is_not_http_1_1_to_the_letter_is_refused() throws Exception {
        String body = "Connection: close\r\n\r\n0\r\n\r\n";
        for (String request : List.of(
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n" + body,
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, chunked\r\n" + body,
                "POST /sign-in HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n" + body,
                "GET /sign-in HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET http://other/sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /sign-in HTTP/1.1\r\nHost: a@b\r\nConnection: close\r\n\r\n",
                "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n: nameless\r\nConnection: close\r\n\r\n",
                "GET /activate/aToken?a=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "POST /activate/aToken HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data\r\n"
                        + "Content-Length: 3\r\nConnection: close\r\n\r\nabc")) {
            assertThat(raw(request))
                    .as(request)
                    .startsWith("HTTP/1.1 400")
                    .containsIgnoringCase("x-content-type-options: nosniff")
                    .containsIgnoringCase("content-security-policy: default-src 'none'")
                    .doesNotContain("aToken");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "GET /activate/aToken",
                "GET /activate/aToken HTTP/1.1\r\nHost: localhost\r\nCookie: a",
                "POST /?v-r=uidl HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
                "POST /activate/aToken HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "\u0016\u0003\u0001\u0002"
            })
    void half_a_request_is_no_fault_of_ours(String half) throws Exception {
        assertThat(raw(half)).doesNotStartWith("HTTP/1.1 5").doesNotContain("aToken");
        assertThat(get("/sign-in").statusCode()).isEqualTo(200);
    }

    @Test
    void long_lines_and_floods_of_headers_are_refused() throws Exception {
        assertThat(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X-A: b\r\n".repeat(1_500) + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
    }

    /** Says after the bytes that no more will come. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", admin.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://localhost:" + admin.port() + path);
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
