package latchkey.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Optional;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ES256 by BoringSSL, which signs in a seventh of the JDK's time: the largest part of a refresh. Conscrypt brings it, and is
 * asked for nothing else: it is no provider of this JVM, so TLS stays the JDK's. For any thread. See
 * docs/decisions/026-signed-by-boringssl.md.
 */
final class BoringSsl {

    private static final Logger LOG = LoggerFactory.getLogger(BoringSsl.class);

    private static final byte[] SELF_TEST = new byte[P256.BYTES];

    private final Provider provider;

    private BoringSsl(Provider provider) {
        this.provider = provider;
    }

    /** Loaded once, which blocks for a tenth of a second; empty, with a warning, where that fails. */
    static Optional<BoringSsl> ofThisProcess() {
        return Loaded.BORING_SSL;
    }

    /** Empty, with a warning, if what it signs is not what the JDK expects of this key. */
    Optional<Es256> signer(P256 key) {
        try {
            var keys = KeyFactory.getInstance("EC", provider);
            var signer = new Signer((PrivateKey) keys.translateKey(key.privateKey()), provider);
            if (key.verify(SELF_TEST, signer.sign(SELF_TEST))) {
                return Optional.of(signer);
            }
            LOG.warn("BoringSSL signs what the JDK does not verify, so the JDK signs, in seven times the time");
        } catch (GeneralSecurityException | RuntimeException e) {
            LOG.warn("BoringSSL can't sign here, so the JDK does, in seven times the time: {}", e.toString());
        }
        return Optional.empty();
    }

    private static Optional<BoringSsl> load() {
        try {
            Conscrypt.checkAvailability();
            return Optional.of(new BoringSsl(Conscrypt.newProvider()));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("BoringSSL can't be loaded here, so the JDK signs, in seven times the time: {}", e.toString());
            return Optional.empty();
        }
    }

    private record Signer(PrivateKey key, Provider provider) implements Es256 {

        @Override
        public byte[] sign(byte[] input) throws GeneralSecurityException {
            Signature signature = Signature.getInstance("SHA256withECDSA", provider);
            signature.initSign(key);
            signature.update(input);
            return withoutDer(signature.sign());
        }

        /** r and s without what DER puts around them: 30, length, 02, length of r, r, 02, length of s, s (RFC 3279, 2.2.3). */
        private static byte[] withoutDer(byte[] der) {
            byte[] both = new byte[2 * P256.BYTES];
            int r = der[3];
            int s = der[5 + r];
            P256.copy(der, 4, r, both, 0);
            P256.copy(der, 6 + r, s, both, P256.BYTES);
            return both;
        }
    }

    private static final class Loaded {

        static final Optional<BoringSsl> BORING_SSL = load();
    }
}
