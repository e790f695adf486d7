package latchkey.key;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.ECPoint;
import java.util.Base64;
import java.util.List;

/**
 * An ES256 key that signs access tokens. Derived from the secret, so that every backend has the same one and none is
 * stored; its id is its RFC 7638 thumbprint. For any thread.
 */
public final class SigningKey {

    /** 64 bits more than the curve's order, so that the remainder has no bias worth the name (FIPS 186-5, A.2.1). */
    private static final int SEED_BYTES = 40;

    private final P256 key;
    private final JsonObject publicJwk;
    private volatile Es256 signer;

    private SigningKey(byte[] seed) {
        key = P256.of(new BigInteger(1, seed));
        publicJwk = jwk(key.publicPoint());
        signer = key;
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

    /** From now on BoringSSL signs instead of the JDK, where it can: to load it blocks for a tenth of a second. */
    public void hasten() {
        BoringSsl.of(key).ifPresent(faster -> signer = faster);
    }

    /** The JWS signature (RFC 7518, 3.4) of an input. */
    public byte[] sign(byte[] input) {
        try {
            return signer.sign(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ES256 worked when the key was made", e);
        }
    }

    private static JsonObject jwk(ECPoint point) {
        String x = base64(fixed(point.getAffineX()));
        String y = base64(fixed(point.getAffineY()));
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        return new JsonObject(canonical).put("use", "sig").put("alg", "ES256").put("kid", thumbprint(canonical));
    }

    private static String thumbprint(String canonical) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of the JDK", e);
        }
    }

    private static byte[] fixed(BigInteger coordinate) {
        byte[] bytes = coordinate.toByteArray();
        byte[] fixed = new byte[P256.BYTES];
        P256.copy(bytes, 0, bytes.length, fixed, 0);
        return fixed;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
