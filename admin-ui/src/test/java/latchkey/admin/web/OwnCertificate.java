package latchkey.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** A certificate for localhost that vouches for itself, made by the JDK's own tool. */
final class OwnCertificate {

    private static final String PASSWORD = "for this test";

    private OwnCertificate() {}

    /** Writes {@code <name>.crt} and {@code <name>.key} as PEM. */
    static Certificate write(Path folder, String name) throws Exception {
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
        pem(folder, name + ".crt", "CERTIFICATE", store.getCertificate("own").getEncoded());
        pem(
                folder,
                name + ".key",
                "PRIVATE KEY",
                store.getKey("own", PASSWORD.toCharArray()).getEncoded());
        return store.getCertificate("own");
    }

    private static void pem(Path folder, String file, String kind, byte[] content) throws Exception {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
    }
}
