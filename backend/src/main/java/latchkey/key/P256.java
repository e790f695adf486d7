package latchkey.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;

/**
 * A key pair on the curve P-256 (FIPS 186-5) from its private number, which the JDK has no way to ask for. What it does
 * have, and the other libraries, take a tenth of a backend's start for this. Signs and verifies by the JDK. Immutable, for
 * any thread.
 */
final class P256 implements Es256 {

    /** Of a coordinate, and of each half of a signature. */
    static final int BYTES = 32;

    private static final String ECDSA = "SHA256withECDSAinP1363Format";

    private final ECPrivateKey privateKey;
    private final ECPoint publicPoint;

    private P256(ECPrivateKey privateKey, ECPoint publicPoint) {
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

    PrivateKey privateKey() {
        return privateKey;
    }

    @Override
    public byte[] sign(byte[] input) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ECDSA);
        signature.initSign(privateKey);
        signature.update(input);
        return signature.sign();
    }

    /** @param signed r and s, one behind the other */
    boolean verify(byte[] input, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ECDSA);
        signature.initVerify(
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(publicPoint, privateKey.getParams())));
        signature.update(input);
        return signature.verify(signed);
    }

    /** A number of any length that fits in 32 bytes as 32 bytes: without zeros in front, or with more of them. */
    static void copy(byte[] from, int at, int length, byte[] to, int start) {
        int digits = Math.min(length, BYTES);
        System.arraycopy(from, at + length - digits, to, start + BYTES - digits, digits);
    }

    private static P256 of(BigInteger seed, ECParameterSpec curve, KeyFactory keys) throws GeneralSecurityException {
        BigInteger d = seed.mod(curve.getOrder().subtract(BigInteger.ONE)).add(BigInteger.ONE);
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        var privateKey = (ECPrivateKey) keys.generatePrivate(new ECPrivateKeySpec(d, curve));
        return new P256(privateKey, new Multiple(curve.getGenerator(), p).by(d));
    }

    /**
     * A multiple of an affine point in Jacobian coordinates (X/Z², Y/Z³), so that only the end divides. For a = -3. Its time
     * tells something of the number, so it is for the start alone, which nobody outside can time; signing is a library's.
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
