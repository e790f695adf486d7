package latchkey.admin.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
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

    private static final String PASSWORD = "for this test";

    @TempDir
    Path folder;

    @Test
    void pages_come_by_https_and_a_new_certificate_is_served_without_a_restart() throws Exception {
        Certificate first = write("first");
        copy("first");
        AdminUi admin = AdminUi.start(settings("served.crt", "served.key"));
        try {
            var page = get(admin.port(), "first.crt");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(served(page)).isEqualTo(first);

            Certificate second = write("second");
            copy("second");
            await().ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(served(get(admin.port(), "second.crt"))).isEqualTo(second));
        } finally {
            admin.stop();
        }
    }

    @Test
    void a_key_that_is_not_the_certificates_stops_the_start() throws Exception {
        var _ = write("first");
        var _ = write("second");
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

    /** A certificate for localhost that vouches for itself, made by the JDK's own tool. */
    private Certificate write(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        pem(name + ".crt", "CERTIFICATE", store.getCertificate("own").getEncoded());
        pem(
                name + ".key",
                "PRIVATE KEY",
                store.getKey("own", PASSWORD.toCharArray()).getEncoded());
        return store.getCertificate("own");
    }

    private void pem(String file, String kind, byte[] content) throws Exception {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
    }
}
