package latchkey.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and opens tokens that no database holds: base64url(content ‖ HMAC-SHA-256(key, context ‖ content)). A context
 * keeps tokens of one kind from being used as another kind. Immutable, for any thread.
 */
public final class Seal {

    private static final int MAC_BYTES = 32;

    /** A prototype per key, newest first: cloning one is faster than looking a Mac up and initialising it. */
    private final List<Mac> macs;

    public Seal(Keyring keyring) {
        macs = keyring.derive("seal", MAC_BYTES).stream().map(Seal::keyed).toList();
    }

    public String seal(byte[] content, String... context) {
        byte[] mac = mac(macs.getFirst(), content, context);
        byte[] token = ByteBuffer.allocate(content.length + MAC_BYTES)
                .put(content)
                .put(mac)
                .array();
        return Base64Url.encode(token);
    }

    /** How many characters a token has. */
    public static int length(int contentBytes) {
        return ((contentBytes + MAC_BYTES) * 4 + 2) / 3;
    }

    /** The content, if the token is one of ours for this context. Computes at most one MAC per secret. */
    public Optional<byte[]> open(String token, int contentBytes, String... context) {
        if (token.length() != length(contentBytes)) {
            return Optional.empty();
        }
        return Base64Url.decode(token)
                .filter(bytes -> bytes.length == contentBytes + MAC_BYTES)
                .filter(bytes -> isGenuine(bytes, contentBytes, context))
                .map(bytes -> Arrays.copyOf(bytes, contentBytes));
    }

    private boolean isGenuine(byte[] bytes, int contentBytes, String... context) {
        byte[] content = Arrays.copyOf(bytes, contentBytes);
        byte[] mac = Arrays.copyOfRange(bytes, contentBytes, bytes.length);
        return macs.stream().anyMatch(keyed -> MessageDigest.isEqual(mac, mac(keyed, content, context)));
    }

    /** Each part of the context ends with a zero byte, so that no two contexts give the same bytes. */
    private static byte[] mac(Mac keyed, byte[] content, String... context) {
        try {
            Mac mac = (Mac) keyed.clone();
            for (String part : context) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            return mac.doFinal(content);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be copied", e);
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of the JDK", e);
        }
    }
}
