package latchkey.web.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.Backend;
import latchkey.config.ConfigException;
import latchkey.config.tls.Authorities;
import latchkey.config.tls.ServerCertificate;
import latchkey.testing.Certificates;
import latchkey.testing.Certificates.Pair;
import latchkey.testing.Eventually;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A portal and a staff API that speak HTTPS themselves. */
@Execution(ExecutionMode.SAME_THREAD)
class TlsListenerTest {

    @TempDir
    static Path folder;

    private static Certificates authority;
    private static Pair served;
    private static World world;

    @BeforeAll
    static void start() {
        authority = Certificates.in(folder, "authority");
        served = authority.issue("localhost");
        world = World.start(Map.of(
                "portal.tls.certificate", served.certificate().toString(),
                "portal.tls.key", served.key().toString(),
                "staff.tls.certificate", served.certificate().toString(),
                "staff.tls.key", served.key().toString()));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void portal_and_staff_api_answer_by_https_alone() throws Exception {
        assertThat(get(world.backend().portalPort(), "/").statusCode()).isEqualTo(200);
        assertThat(get(world.backend().staffPort(), "/api/v1/openapi.yaml").statusCode())
                .isEqualTo(200);
        var plain = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + world.backend().portalPort() + "/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> client.send(plain, BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void requests_are_read_as_strictly_as_in_the_clear() throws Exception {
        int port = world.backend().portalPort();
        try (var socket = new Authorities(Optional.of(authority.authority()))
                .context()
                .getSocketFactory()
                .createSocket("localhost", port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                            .getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void a_new_certificate_is_served_without_a_restart_and_a_broken_one_is_not() throws Exception {
        Pair renewed = authority.issue("localhost");
        renewed.replace(served);
        eventually(
                () -> serial(world.backend().portalPort()),
                serial -> assertThat(serial).isEqualTo(serialOf(renewed)));
        eventually(
                () -> serial(world.backend().staffPort()),
                serial -> assertThat(serial).isEqualTo(serialOf(renewed)));

        var log = Eventually.logger(ServerCertificate.class.getName());
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            Files.writeString(
                    served.key(), Files.readString(authority.issue("localhost").key()));
            eventually(
                    () -> List.copyOf(lines.list),
                    said -> assertThat(said)
                            .filteredOn(line -> line.getLevel() == Level.WARN
                                    && line.getFormattedMessage()
                                            .contains(served.certificate().toString()))
                            .extracting(ILoggingEvent::getFormattedMessage)
                            .isNotEmpty()
                            .allMatch(line -> line.equals(served.certificate()
                                    + " and its key can't be used (the key is not the certificate's); the previous"
                                    + " certificate stays in use")));
            assertThat(serial(world.backend().portalPort())).isEqualTo(serialOf(renewed));
        } finally {
            log.detachAppender(lines);
            renewed.replace(served);
        }
    }

    @Test
    void what_cannot_be_served_stops_the_start_with_one_sentence() throws Exception {
        Pair pair = authority.issue("localhost");
        assertThatThrownBy(() -> start(pair.certificate(), Path.of("/nowhere")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Configuration: portal.tls.certificate or portal.tls.key can't be read;"
                        + " name two readable files in PEM.");
        assertThatThrownBy(() ->
                        start(pair.certificate(), authority.issue("localhost").key()))
                .hasMessage("Configuration: portal.tls.certificate and portal.tls.key can't be used (the key is not the"
                        + " certificate's); name a certificate and its key, both in PEM.");
        assertThatThrownBy(() -> start(pair.certificate(), pair.certificate()))
                .hasMessageContaining("there is no PRIVATE KEY in " + pair.certificate()
                        + "; openssl pkcs8 -topk8 -nocrypt makes one");
        assertThatThrownBy(() -> start(pair.key(), pair.key()))
                .hasMessageContaining("there is no certificate in " + pair.key());
        assertThatThrownBy(() -> Backend.start(world.settings()
                        .with(Map.of(
                                "portal.tls.certificate", pair.certificate().toString(), "portal.tls.key", ""))))
                .hasMessageStartingWith("Configuration: portal.tls.key is missing");
    }

    /** As one that is being copied, or that a full disk cut off: with and without its last line, in whole lines or not. */
    @ParameterizedTest
    @ValueSource(ints = {30, 80, 100, 131, 10_000})
    void a_file_that_is_cut_off_is_named(int length) throws Exception {
        Pair pair = authority.issue("localhost");
        for (Path file : List.of(pair.certificate(), pair.key())) {
            String whole = Files.readString(file);
            String cut = whole.substring(0, Math.min(length, whole.length() - 40));
            for (String rest : List.of(cut, cut + whole.substring(whole.indexOf("\n-----END")))) {
                Files.writeString(file, rest);
                assertThatThrownBy(() -> start(pair.certificate(), pair.key()))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining("can't be used (" + file + " is cut off or damaged)");
            }
            Files.writeString(file, whole);
        }
    }

    private static void start(Path certificate, Path key) {
        var _ = Backend.start(world.settings()
                .with(Map.of("portal.tls.certificate", certificate.toString(), "portal.tls.key", key.toString())));
    }

    private static String serial(int port) {
        try {
            var session = get(port, "/").sslSession().orElseThrow();
            return ((X509Certificate) session.getPeerCertificates()[0])
                    .getSerialNumber()
                    .toString();
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String serialOf(Pair pair) {
        try (var in = Files.newInputStream(pair.certificate())) {
            return ((X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                            .generateCertificate(in))
                    .getSerialNumber()
                    .toString();
        } catch (IOException | java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try (var client = HttpClient.newBuilder()
                .sslContext(new Authorities(Optional.of(authority.authority())).context())
                .build()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
