package latchkey.key;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers of 128 random bits; time-ordered ones (RFC 9562 version 7) for rows that are read in order. */
public final class Ids {

    public static final int BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {}

    /** 128 random bits: nothing can be told from it, not even when it was made. */
    public static UUID secret() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** Ordered by time: new rows stand together in an index, which a random key would scatter. */
    public static UUID ordered() {
        UUID random = secret();
        long time = (System.currentTimeMillis() << 16) | 0x7000 | (random.getMostSignificantBits() & 0x0fff);
        return new UUID(time, (random.getLeastSignificantBits() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }

    /** The id that somebody sent us, if it has the form of one. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    public static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    public static UUID of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
