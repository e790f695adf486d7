package latchkey.key;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * An ES256 key that signs access tokens. Derived from the secret, so that every backend has the same one and none is
 * stored; its id is its RFC 7638 thumbprint. Immutable, for any thread.
 */
public final class SigningKey {

    /** 64 bits more than the curve's order, so that the remainder has no bias worth the name (FIPS 186-5, A.2.1). */
    private static final int SEED_BYTES = 40;

    private final PrivateKey privateKey;
    private final JsonObject publicJwk;

    private SigningKey(byte[] seed) {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        BigInteger d = new BigInteger(1, seed)
                .mod(curve.getN().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        privateKey = privateKey(d);
        // The JDK has no way to derive a public key from a private one.
        publicJwk = jwk(new FixedPointCombMultiplier().multiply(curve.getG(), d).normalize());
    }

    /** The current secret's key, which signs, and the previous secret's, if there is one. */
    public static List<SigningKey> all(Keyring keyring) {
        return keyring.derive("access token", SEED_BYTES).stream()
                .map(SigningKey::new)
                .toList();
    }

    public String id() {
        return publicJwk.getString("kid");
    }

    public JsonObject publicJwk() {
        return publicJwk.copy();
    }

    /** The JWS signature (RFC 7518, 3.4) of an input. */
    public byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 is part of the JDK", e);
        }
    }

    private static PrivateKey privateKey(BigInteger d) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            var curve = parameters.getParameterSpec(ECParameterSpec.class);
            return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(d, curve));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is part of the JDK", e);
        }
    }

    private static JsonObject jwk(ECPoint point) {
        String x = Base64Url.encode(point.getAffineXCoord().getEncoded());
        String y = Base64Url.encode(point.getAffineYCoord().getEncoded());
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        String thumbprint = Base64Url.encode(Sha256.of(canonical.getBytes(StandardCharsets.UTF_8)));
        return new JsonObject(canonical).put("use", "sig").put("alg", "ES256").put("kid", thumbprint);
    }
}
