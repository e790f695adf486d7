package latchkey.bench.openid;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.stream.IntStream;

/** How many ES256 signatures all processors make with the JDK and nothing else running. */
public final class RawSignatures {

    private static final Duration EACH = Duration.ofSeconds(3);

    private RawSignatures() {}

    /** The second of two measurements, since code is slow at first. */
    public static double perSecond() {
        return IntStream.range(0, 2)
                .mapToDouble(round -> onAllProcessors())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static double onAllProcessors() {
        int processors = Runtime.getRuntime().availableProcessors();
        long end = System.nanoTime() + EACH.toNanos();
        long signatures = IntStream.range(0, processors)
                .parallel()
                .mapToLong(processor -> until(end))
                .sum();
        return signatures * 1e9 / EACH.toNanos();
    }

    private static long until(long end) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            PrivateKey key = generator.generateKeyPair().getPrivate();
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            long count = 0;
            while (System.nanoTime() < end) {
                signature.initSign(key);
                signature.update(new byte[600]);
                count += signature.sign().length / 64;
            }
            return count;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs by ES256", e);
        }
    }
}
