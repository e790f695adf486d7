package latchkey.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;

/**
 * A key pair on the curve P-256 (FIPS 186-5) from its private number, which the JDK has no way to ask for. What it does
 * have, and the other libraries, take a tenth of a backend's start for this. Immutable, for any thread.
 */
final class P256 {

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
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(privateKey);
        signature.update(input);
        return signature.sign();
    }

    private static P256 of(BigInteger seed, ECParameterSpec curve, KeyFactory keys) throws GeneralSecurityException {
        BigInteger d = seed.mod(curve.getOrder().subtract(BigInteger.ONE)).add(BigInteger.ONE);
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        return new P256(
                keys.generatePrivate(new ECPrivateKeySpec(d, curve)), new Multiple(curve.getGenerator(), p).by(d));
    }

    /**
     * A multiple of an affine point in Jacobian coordinates (X/Z², Y/Z³), so that only the end divides. For a = -3. Its time
     * tells something of the number, so it is for the start alone, which nobody outside can time; signing is the JDK's.
     */
    private static final class Multiple {

        private final ECPoint one;
        private final BigInteger p;
        private BigInteger x;
        private BigInteger y;
        private BigInteger z = BigInteger.ONE;

        Multiple(ECPoint one, BigInteger p) {
            this.one = one;
            this.p = p;
            x = one.getAffineX();
            y = one.getAffineY();
        }

        /** From the top bit down: what is added to is never the point itself nor its opposite, since d is below the order. */
        ECPoint by(BigInteger d) {
            for (int bit = d.bitLength() - 2; bit >= 0; bit--) {
                doubled();
                if (d.testBit(bit)) {
                    oneMore();
                }
            }
            BigInteger inverse = z.modInverse(p);
            BigInteger square = times(inverse, inverse);
            return new ECPoint(times(x, square), times(y, times(square, inverse)));
        }

        /** EFD, "dbl-2001-b". */
        private void doubled() {
            BigInteger delta = times(z, z);
            BigInteger gamma = times(y, y);
            BigInteger beta = times(x, gamma);
            BigInteger alpha = times(BigInteger.valueOf(3), times(x.subtract(delta), x.add(delta)));
            BigInteger next = times(alpha, alpha).subtract(beta.shiftLeft(3)).mod(p);
            z = times(y.add(z), y.add(z)).subtract(gamma).subtract(delta).mod(p);
            y = times(alpha, beta.shiftLeft(2).subtract(next))
                    .subtract(times(gamma, gamma).shiftLeft(3))
                    .mod(p);
            x = next;
        }

        /** EFD, "madd". */
        private void oneMore() {
            BigInteger zz = times(z, z);
            BigInteger h = times(one.getAffineX(), zz).subtract(x);
            BigInteger r = times(one.getAffineY(), times(zz, z)).subtract(y);
            BigInteger hh = times(h, h);
            BigInteger hhh = times(hh, h);
            BigInteger v = times(x, hh);
            x = times(r, r).subtract(hhh).subtract(v.shiftLeft(1)).mod(p);
            y = times(r, v.subtract(x)).subtract(times(y, hhh)).mod(p);
            z = times(z, h);
        }

        private BigInteger times(BigInteger a, BigInteger b) {
            return a.multiply(b).mod(p);
        }
    }
}
