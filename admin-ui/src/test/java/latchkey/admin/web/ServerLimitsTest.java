package latchkey.admin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import latchkey.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin UI does with senders that never end, and with programs that want nothing but its memory. */
class ServerLimitsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final String PAGE = "/?v-r=init&location=";

    private final Map<String, String> settings = new HashMap<>(Map.of("admin.port", "0"));
    private Optional<WebServer> running = Optional.empty();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        running.ifPresent(WebServer::stop);
    }

    @Test
    void a_head_that_does_not_end_is_given_up() throws Exception {
        start(new ServerLimits(SHORT, LONG, 1, LONG, 10, 10));
        isGivenUp("GET / HTTP/1.1\r\nHost: localhost\r\n", "x");
        try (var socket = new Socket("localhost", port())) {
            send(socket, "GET / HTTP/1.1\r\nHost: local");
            assertThat(socket.getInputStream().readAllBytes())
                    .as("not as if something of ours had failed")
                    .isEmpty();
        }
    }

    @Test
    void who_takes_long_to_shake_hands_is_given_up() throws Exception {
        var _ = OwnCertificate.write(folder, "own");
        settings.put("admin.tls.certificate", folder.resolve("own.crt").toString());
        settings.put("admin.tls.key", folder.resolve("own.key").toString());
        start(new ServerLimits(SHORT, LONG, 1, LONG, 10, 10));
        isGivenUp("\u0016\u0003\u0001\u0002\u0000", "\u0001");
    }

    @Test
    void a_body_that_trickles_in_is_given_up() throws Exception {
        start(new ServerLimits(LONG, LONG, 1_000, LONG, 10, 10));
        isGivenUp(uploadBy(sessionWithPage()), "x");
    }

    @Test
    void a_body_that_does_not_end_is_given_up() throws Exception {
        start(new ServerLimits(LONG, SHORT, 1, LONG, 10, 10));
        isGivenUp(uploadBy(sessionWithPage()), "x".repeat(1_000));
    }

    @Test
    void of_too_many_sessions_whose_page_never_ran_the_oldest_ends_and_no_page_that_runs() throws Exception {
        start(new ServerLimits(LONG, LONG, 1, LONG, 2, 10));
        String running = sessionWithPage();
        String oldest = session(PAGE);
        String next = session("/sign-in");
        assertThat(isOpen(oldest)).isTrue();
        var _ = session("/sign-in");
        assertThat(isOpen(next)).isTrue();
        assertThat(isOpen(oldest)).isFalse();
        assertThat(isOpen(running)).isTrue();
    }

    @Test
    void of_too_many_running_pages_on_which_nobody_signed_in_the_oldest_ends() throws Exception {
        start(new ServerLimits(LONG, LONG, 1, LONG, 10, 2));
        String oldest = sessionWithPage();
        String next = sessionWithPage();
        assertThat(isOpen(oldest)).isTrue();
        var _ = sessionWithPage();
        assertThat(isOpen(next)).isTrue();
        assertThat(isOpen(oldest)).isFalse();
    }

    @Test
    void a_session_whose_page_never_ran_in_a_browser_ends_soon() throws Exception {
        start(new ServerLimits(LONG, LONG, 1, Duration.ofSeconds(5), 10, 10));
        String with = sessionWithPage();
        String without = session("/sign-in");
        // Not asked in between: each request lets the session last as long once more.
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(6))
                .untilAsserted(() -> assertThat(isOpen(without)).isFalse());
        assertThat(isOpen(with)).isTrue();
    }

    private void start(ServerLimits limits) throws IOException {
        var server = WebServer.of(Settings.read(Map.of()).with(settings), limits);
        server.start();
        running = Optional.of(server);
    }

    /** Whoever goes on sending finds the connection closed. */
    private void isGivenUp(String begin, String more) throws IOException {
        try (var socket = new Socket("localhost", port())) {
            send(socket, begin);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> send(socket, more)).isInstanceOf(IOException.class));
        }
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String uploadBy(String session) {
        return "POST /?v-r=uidl&v-uiId=0 HTTP/1.1\r\nHost: localhost\r\nCookie: " + session
                + "\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n{";
    }

    private String sessionWithPage() throws Exception {
        String session = session(PAGE);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/?v-r=uidl&v-uiId=0"))
                    .header("Cookie", session)
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            var _ = client.send(request, BodyHandlers.discarding());
        }
        return session;
    }

    private String session(String path) throws Exception {
        return cookie(path, "").orElseThrow();
    }

    /** Whether the session is the one that a request with its cookie belongs to. */
    private boolean isOpen(String session) throws Exception {
        return cookie("/sign-in", session).isEmpty();
    }

    /** The cookie of a session that begins with this request. */
    private Optional<String> cookie(String path, String session) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                    .header("Cookie", session)
                    .build();
            return client.send(request, BodyHandlers.ofString())
                    .headers()
                    .firstValue("set-cookie")
                    .map(cookie -> cookie.replaceAll(";.*", ""));
        }
    }

    private int port() {
        return running.orElseThrow().port();
    }
}
