package latchkey.config.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's certificate and key, from two PEM files that are read again when they change. A pair that can't be used
 * is told once, and the one before stays. For any thread.
 */
public final class ServerCertificate {

    /** The store is in memory alone, but has to have one. */
    public static final String STORE_PASSWORD = "in memory";

    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private final Path certificate;
    private final Path key;
    private Pem latest;
    private KeyStore store;

    private ServerCertificate(Path certificate, Path key) throws IOException, GeneralSecurityException {
        this.certificate = certificate;
        this.key = key;
        latest = Pem.read(certificate, key);
        store = latest.store();
    }

    /**
     * The one that the settings name for a listener; none where it speaks no TLS.
     *
     * @param listener {@code portal}, {@code staff} or {@code admin}
     */
    public static Optional<ServerCertificate> of(Settings settings, String listener) {
        String certificate = listener + ".tls.certificate";
        String key = listener + ".tls.key";
        if (!settings.has(certificate) && !settings.has(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServerCertificate(settings.path(certificate), settings.path(key)));
        } catch (IOException e) {
            throw new ConfigException(certificate, "or " + key + " can't be read", "name two readable files in PEM");
        } catch (GeneralSecurityException e) {
            throw new ConfigException(
                    certificate,
                    "and " + key + " can't be used (" + e.getMessage() + ")",
                    "name a certificate and its key, both in PEM");
        }
    }

    /** The certificate with its chain, and its key. */
    public synchronized KeyStore store() {
        return store;
    }

    /** The same for a server that takes it so. */
    public KeyManagerFactory keys() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(), STORE_PASSWORD.toCharArray());
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was read can't be used", e);
        }
    }

    /** Reads the files again, and says whether there is a new certificate. */
    public synchronized boolean refresh() {
        Pem before = latest;
        try {
            latest = Pem.read(certificate, key);
            if (latest.equals(before)) {
                return false;
            }
            store = latest.store();
            LOG.info("The certificate in {} was replaced", certificate);
            return true;
        } catch (IOException | GeneralSecurityException e) {
            latest = latest.equals(before) ? Pem.NONE : latest;
            if (!latest.equals(before)) {
                LOG.warn("{} and its key can't be used ({}); the certificate before stays", certificate, reason(e));
            }
            return false;
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof IOException ? "a file can't be read" : String.valueOf(failure.getMessage());
    }

    private record Pem(String certificates, String key) {

        static final Pem NONE = new Pem("", "");

        static Pem read(Path certificate, Path key) throws IOException {
            return new Pem(Files.readString(certificate), Files.readString(key));
        }

        KeyStore store() throws IOException, GeneralSecurityException {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates.getBytes(UTF_8)))
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw new CertificateException("there is no certificate");
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("latchkey", privateKey(chain[0].getPublicKey()), STORE_PASSWORD.toCharArray(), chain);
            return store;
        }

        private PrivateKey privateKey(PublicKey owner) throws GeneralSecurityException {
            var block = KEY.matcher(key);
            if (!block.find()) {
                throw new InvalidKeyException(
                        "there is no PRIVATE KEY; openssl pkcs8 -topk8 -nocrypt makes one of an RSA or EC PRIVATE KEY");
            }
            var content = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
            try {
                PrivateKey own = KeyFactory.getInstance(owner.getAlgorithm()).generatePrivate(content);
                if (belongs(own, owner)) {
                    return own;
                }
            } catch (InvalidKeySpecException e) {
                // Of another kind than the certificate's.
            }
            throw new InvalidKeyException("the key is not the certificate's");
        }

        private static boolean belongs(PrivateKey own, PublicKey owner) throws GeneralSecurityException {
            String algorithm = switch (owner.getAlgorithm()) {
                case "EC" -> "SHA256withECDSA";
                case "RSA" -> "SHA256withRSA";
                default -> owner.getAlgorithm();
            };
            byte[] text = algorithm.getBytes(UTF_8);
            var signing = Signature.getInstance(algorithm);
            signing.initSign(own);
            signing.update(text);
            byte[] signature = signing.sign();
            var checking = Signature.getInstance(algorithm);
            checking.initVerify(owner);
            checking.update(text);
            return checking.verify(signature);
        }

        /** Nothing of the key gets into a log. */
        @Override
        public String toString() {
            return "(certificate and key)";
        }
    }
}
