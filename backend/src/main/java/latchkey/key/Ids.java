package latchkey.key;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Identifiers of 128 bits (RFC 9562): random ones, those ordered by time, and those that follow from a key. */
public final class Ids {

    public static final int BYTES = 16;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Ids() {}

    /** 128 random bits: reveals nothing, not even when it was made. */
    public static UUID secret() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** Ordered by time: keeps new rows together in an index, where random keys would scatter them. */
    public static UUID ordered() {
        UUID random = secret();
        long time = (System.currentTimeMillis() << 16) | (random.getMostSignificantBits() & 0x0fff);
        return ofVersion(7, time, random.getLeastSignificantBits());
    }

    /** The id derived from an owner and their key (UUID version 8): the same input always gives the same id. */
    public static UUID derived(UUID owner, UUID key) {
        UUID hash = of(Sha256.of(bytes(owner), bytes(key)));
        return ofVersion(8, hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }

    /** The id in a text that a caller sent, if it has the form of one. */
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

    private static UUID ofVersion(int version, long high, long low) {
        return new UUID((high & ~0xf000L) | (version << 12), (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
    }
}
