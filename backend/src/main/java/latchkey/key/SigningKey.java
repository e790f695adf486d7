package latchkey.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
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

    /** 64 bits more than the curve's order, so that the remainder has no appreciable bias (FIPS 186-5, A.2.1). */
    private static final int SEED_BYTES = 40;

    private static final int FIELD_BITS = 256;

    private final ECKey key;
    private final JWSSigner signer;

    private SigningKey(byte[] seed) {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        BigInteger d = new BigInteger(1, seed)
                .mod(curve.getN().subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        // The JDK has no way to derive a public key from a private one.
        ECPoint point = new FixedPointCombMultiplier().multiply(curve.getG(), d).normalize();
        try {
            key = new ECKey.Builder(
                            Curve.P_256,
                            Base64URL.encode(point.getAffineXCoord().getEncoded()),
                            Base64URL.encode(point.getAffineYCoord().getEncoded()))
                    .d(ECKey.encodeCoordinate(FIELD_BITS, d))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint()
                    .build();
            signer = new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 is part of the JDK", e);
        }
    }

    /** The current secret's key, which signs, and the previous secret's, if there is one. */
    public static List<SigningKey> all(Keyring keyring) {
        return keyring.derive("access token", SEED_BYTES).stream()
                .map(SigningKey::new)
                .toList();
    }

    public String id() {
        return key.getKeyID();
    }

    public JsonObject publicJwk() {
        return new JsonObject(key.toPublicJWK().toJSONObject());
    }

    /** A JWT (RFC 7519) of this type. */
    public String sign(String type, JsonObject claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(id())
                .build();
        var token = new JWSObject(header, new Payload(claims.encode()));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("ES256 is part of the JDK", e);
        }
        return token.serialize();
    }

    JWSSigner signer() {
        return signer;
    }
}
