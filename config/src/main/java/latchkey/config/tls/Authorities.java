package latchkey.config.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import latchkey.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The certificate authorities that another server's certificate may come from.
 *
 * @param file with their certificates in PEM; empty for the JDK's own
 */
public record Authorities(Optional<Path> file) {

    /** Where Debian, Red Hat and Alpine keep what their administrators trust. */
    private static final List<Path> SYSTEMS = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/cert.pem"));

    /** This machine's authorities; the JDK's if it has none. */
    public static Authorities ofSystem() {
        return new Authorities(SYSTEMS.stream().filter(Files::isReadable).findFirst());
    }

    /**
     * Those of a file.
     *
     * @param key named in the error if the file can't be used
     */
    public static Authorities of(String key, Path file) {
        try {
            if (!read(file).isEmpty()) {
                return new Authorities(Optional.of(file));
            }
        } catch (IOException | CertificateException e) {
            // Reported below, like an empty file.
        }
        throw new ConfigException(
                key,
                "names " + file + ", from which no certificates of authorities can be read",
                "name a readable file with certificates in PEM");
    }

    /** What checks another server's certificate. */
    public TrustManagerFactory trust() {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store());
            return trust;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The certificates of authorities can't be read", e);
        }
    }

    /** The same for a client that doesn't report the reason of a refusal. */
    public TrustManager trust(Consumer<CertificateException> refused) {
        return Stream.of(trust().getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .map(trust -> new TellingTrust(trust, refused))
                .findFirst()
                .orElseThrow();
    }

    /** For the JDK's own clients. */
    public SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust().getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS can't be used", e);
        }
    }

    /** Null means the JDK's own. */
    private @Nullable KeyStore store() throws GeneralSecurityException, IOException {
        if (file.isEmpty()) {
            return null;
        }
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate authority : read(file.get())) {
            store.setCertificateEntry(Integer.toString(number++), authority);
        }
        return store;
    }

    static Collection<? extends Certificate> read(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }
}
