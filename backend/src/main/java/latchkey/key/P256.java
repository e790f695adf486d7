package latchkey.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import javax.crypto.KeyAgreement;

/**
 * A key pair on the curve P-256 (FIPS 186-5) from its private number, by the JDK's own arithmetic, which it does not
 * offer for this: the other libraries that do take a tenth of a backend's start to load. Immutable, for any thread.
 */
final class P256 {

    private static final byte[] PROBE = {1};

    private final PrivateKey privateKey;
    private final ECPoint publicPoint;

    private P256(PrivateKey privateKey, ECPoint publicPoint) {
        this.privateKey = privateKey;
        this.publicPoint = publicPoint;
    }

    /** @param seed a number of any size, reduced to one from 1 to the curve's order less 1 (FIPS 186-5, A.2.1) */
    static P256 of(BigInteger seed) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return of(seed, parameters.getParameterSpec(ECParameterSpec.class), KeyFactory.getInstance("EC"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is part of the JDK", e);
        }
    }

    ECPoint publicPoint() {
        return publicPoint;
    }

    /** The signature as r and s, one behind the other (RFC 7518, 3.4). */
    byte[] sign(byte[] input) throws GeneralSecurityException {
        return sign(privateKey, input);
    }

    private static P256 of(BigInteger seed, ECParameterSpec curve, KeyFactory keys) throws GeneralSecurityException {
        BigInteger d = seed.mod(curve.getOrder().subtract(BigInteger.ONE)).add(BigInteger.ONE);
        PrivateKey key = keys.generatePrivate(new ECPrivateKeySpec(d, curve));
        // Diffie-Hellman with the base point as the other one's key: what both share is the x of the public point.
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key);
        agreement.doPhase(keys.generatePublic(new ECPublicKeySpec(curve.getGenerator(), curve)), true);
        BigInteger x = new BigInteger(1, agreement.generateSecret());
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        var point = new ECPoint(x, y(x, curve, p));
        // Two points have this x; a signature tells which is the key's.
        boolean fits = verifies(keys.generatePublic(new ECPublicKeySpec(point, curve)), sign(key, PROBE));
        return new P256(key, fits ? point : new ECPoint(x, p.subtract(point.getAffineY())));
    }

    /** A root of x³ + ax + b; p is of the form 4k + 3. */
    private static BigInteger y(BigInteger x, ECParameterSpec curve, BigInteger p) {
        BigInteger square = x.modPow(BigInteger.valueOf(3), p)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB());
        return square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    }

    private static byte[] sign(PrivateKey key, byte[] input) throws GeneralSecurityException {
        Signature signature = algorithm();
        signature.initSign(key);
        signature.update(input);
        return signature.sign();
    }

    private static boolean verifies(PublicKey key, byte[] signed) throws GeneralSecurityException {
        Signature signature = algorithm();
        signature.initVerify(key);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    private static Signature algorithm() throws GeneralSecurityException {
        return Signature.getInstance("SHA256withECDSAinP1363Format");
    }
}
