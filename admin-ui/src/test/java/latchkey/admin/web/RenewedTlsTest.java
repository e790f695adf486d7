package latchkey.admin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import latchkey.admin.AdminUi;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.config.tls.Authorities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admin UI that speaks HTTPS itself. */
class RenewedTlsTest {

    @TempDir
    Path folder;

    @Test
    void pages_come_by_https_and_a_new_certificate_is_served_without_a_restart() throws Exception {
        Certificate first = OwnCertificate.write(folder, "first");
        copy("first");
        AdminUi admin = AdminUi.start(settings("served.crt", "served.key"));
        try {
            var page = get(admin.port(), "first.crt");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(served(page)).isEqualTo(first);

            Certificate second = OwnCertificate.write(folder, "second");
            copy("second");
            await().ignoreExceptions()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(served(get(admin.port(), "second.crt"))).isEqualTo(second));
        } finally {
            admin.stop();
        }
    }

    @Test
    void a_key_that_is_not_the_certificates_stops_the_start() throws Exception {
        var _ = OwnCertificate.write(folder, "first");
        var _ = OwnCertificate.write(folder, "second");
        assertThatThrownBy(() -> AdminUi.start(settings("first.crt", "second.key")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(
                        "Configuration: admin.tls.certificate and admin.tls.key can't be used (the key");
    }

    private Settings settings(String certificate, String key) {
        return Settings.read(Map.of())
                .with(Map.of(
                        "admin.port",
                        "0",
                        "admin.tls.certificate",
                        folder.resolve(certificate).toString(),
                        "admin.tls.key",
                        folder.resolve(key).toString()));
    }

    private HttpResponse<String> get(int port, String trusted) throws Exception {
        try (var client = HttpClient.newBuilder()
                .sslContext(new Authorities(Optional.of(folder.resolve(trusted))).context())
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/sign-in"))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static X509Certificate served(HttpResponse<String> page) throws Exception {
        return (X509Certificate) page.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private void copy(String name) throws Exception {
        Files.copy(folder.resolve(name + ".crt"), folder.resolve("served.crt"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve(name + ".key"), folder.resolve("served.key"), StandardCopyOption.REPLACE_EXISTING);
    }
}
