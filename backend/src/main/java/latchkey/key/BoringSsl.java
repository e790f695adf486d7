package latchkey.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ES256 by BoringSSL, which signs in a seventh of the JDK's time: the largest part of a refresh. Conscrypt brings it, and is
 * asked for nothing else: it is no provider of this JVM, so TLS stays the JDK's. For any thread. See
 * docs/decisions/026-signed-by-boringssl.md.
 */
final class BoringSsl implements Es256 {

    private static final Logger LOG = LoggerFactory.getLogger(BoringSsl.class);

    private static final byte[] SELF_TEST = new byte[P256.BYTES];

    private final PrivateKey key;
    private final Provider provider;

    private BoringSsl(P256 key) throws GeneralSecurityException {
        Conscrypt.checkAvailability();
        provider = Conscrypt.newProvider();
        this.key = (PrivateKey) KeyFactory.getInstance("EC", provider).translateKey(key.privateKey());
    }

    /**
     * Signs for the key. Empty, with a warning, where BoringSSL can't be loaded or the JDK does not verify what it signs. The
     * first call in a process loads it, which blocks for a tenth of a second.
     */
    static Optional<Es256> of(P256 key) {
        try {
            var signer = new BoringSsl(key);
            if (!key.verify(SELF_TEST, signer.sign(SELF_TEST))) {
                throw new SignatureException("the JDK does not verify what BoringSSL signs");
            }
            return Optional.of(signer);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.warn("BoringSSL can't sign here, so the JDK does, in seven times the time: {}", e.toString());
            return Optional.empty();
        }
    }

    @Override
    public byte[] sign(byte[] input) throws GeneralSecurityException {
        // Conscrypt's own SHA-256 would leave an object for the finalizer behind, each time.
        Signature signature = Signature.getInstance("NONEwithECDSA", provider);
        signature.initSign(key);
        signature.update(MessageDigest.getInstance("SHA-256").digest(input));
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
