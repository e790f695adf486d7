package latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import latchkey.config.Settings;

/**
 * The keys derived (HKDF, RFC 5869) from {@code secret} and, while it is rotated, from {@code previous-secret}.
 * Immutable, for any thread.
 */
public final class Keyring {

    private static final int LEAST_BYTES = 32;

    private final List<byte[]> secrets;

    /** @throws latchkey.config.ConfigException if a secret is missing or shorter than 32 bytes */
    public Keyring(Settings settings) {
        secrets = Stream.of("secret", "previous-secret")
                .filter(key -> key.equals("secret") || settings.has(key))
                .map(key -> read(settings, key))
                .toList();
    }

    /** Key material for one use, the current secret's first. */
    List<byte[]> derive(String use, int bytes) {
        return secrets.stream().map(secret -> derive(secret, use, bytes)).toList();
    }

    private static byte[] derive(byte[] secret, String use, int bytes) {
        try {
            var expansion = HKDFParameterSpec.ofExtract()
                    .addIKM(new SecretKeySpec(secret, "HKDF"))
                    .thenExpand(("latchkey " + use).getBytes(StandardCharsets.UTF_8), bytes);
            return KDF.getInstance("HKDF-SHA256").deriveData(expansion);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is part of the JDK", e);
        }
    }

    private static byte[] read(Settings settings, String key) {
        byte[] secret = settings.secret(key).value().getBytes(StandardCharsets.UTF_8);
        if (secret.length < LEAST_BYTES) {
            throw settings.fault(key, "is too short", "at least 32 bytes are needed (openssl rand -base64 48)");
        }
        return secret;
    }
}
