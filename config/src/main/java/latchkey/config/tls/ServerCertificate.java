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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener's certificate and key, from two PEM files that are read again when they change. A pair that can't be used
 * is logged once, and the previous one stays in use. For any thread.
 */
public final class ServerCertificate {

    /** The store is only in memory, but needs a password. */
    public static final String STORE_PASSWORD = "in memory";

    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final List<String> KINDS = List.of("EC", "RSA", "RSASSA-PSS", "EdDSA");

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
     * The one that the settings name for a listener; empty if it doesn't use TLS.
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

    /** The same for servers that take key managers. */
    public KeyManagerFactory keys() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(), STORE_PASSWORD.toCharArray());
            return keys;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was read can't be used", e);
        }
    }

    /** Rereads the files; true if there is a new certificate. */
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
                LOG.warn(
                        "{} and its key can't be used ({}); the previous certificate stays in use",
                        certificate,
                        reason(e));
            }
            return false;
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof IOException ? "a file can't be read" : String.valueOf(failure.getMessage());
    }

    /** The content of the two files. */
    private record Pem(Path certificateFile, String certificates, Path keyFile, String key) {

        static final Pem NONE = new Pem(Path.of(""), "", Path.of(""), "");

        static Pem read(Path certificate, Path key) throws IOException {
            return new Pem(certificate, Files.readString(certificate), key, Files.readString(key));
        }

        KeyStore store() throws IOException, GeneralSecurityException {
            Certificate[] chain = chain();
            PrivateKey own = privateKey();
            PublicKey owner = chain[0].getPublicKey();
            if (!own.getAlgorithm().equals(owner.getAlgorithm()) || !belongs(own, owner)) {
                throw new InvalidKeyException("the key is not the certificate's");
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("latchkey", own, STORE_PASSWORD.toCharArray(), chain);
            return store;
        }

        private Certificate[] chain() throws CertificateException {
            if (!certificates.contains("-----BEGIN CERTIFICATE-----")) {
                throw new CertificateException("there is no certificate in " + certificateFile);
            }
            try {
                return CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(certificates.getBytes(UTF_8)))
                        .toArray(Certificate[]::new);
            } catch (CertificateException e) {
                throw new CertificateException(certificateFile + " is cut off or damaged", e);
            }
        }

        /** The key, whatever its algorithm. */
        private PrivateKey privateKey() throws GeneralSecurityException {
            if (!key.contains("-----BEGIN PRIVATE KEY-----")) {
                throw new InvalidKeyException("there is no PRIVATE KEY in " + keyFile
                        + "; openssl pkcs8 -topk8 -nocrypt makes one of an RSA or EC PRIVATE KEY");
            }
            byte[] content = content();
            for (String kind : KINDS) {
                try {
                    return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(content));
                } catch (InvalidKeySpecException e) {
                    // Of another kind.
                }
            }
            throw new InvalidKeyException(keyFile + " is cut off or damaged");
        }

        private byte[] content() throws InvalidKeyException {
            var block = KEY.matcher(key);
            try {
                return block.find() ? Base64.getMimeDecoder().decode(block.group(1)) : new byte[0];
            } catch (IllegalArgumentException e) {
                throw new InvalidKeyException(keyFile + " is cut off or damaged", e);
            }
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
