package latchkey.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import latchkey.web.Refusal;

/** Too many requests of a kind in a short time. */
public final class Limited extends RuntimeException implements Refusal {

    private static final String NAME = "limited";

    private final Instant until;
    private final String words;

    public Limited(Instant until) {
        this(until, NAME);
    }

    /** @param words the name of the sentences that say too many of what */
    public Limited(Instant until, String words) {
        super("too many in a short time", null, false, false);
        this.until = until;
        this.words = words;
    }

    /**
     * For {@code map}: throws if the result is limited, and passes it on otherwise.
     *
     * @param until when the limit ends, if the result is limited
     */
    public static <T> Function<T, T> by(Function<T, Optional<Instant>> until) {
        return by(until, NAME);
    }

    /** The same with sentences that say too many of what. */
    public static <T> Function<T, T> by(Function<T, Optional<Instant>> until, String words) {
        return counted -> {
            until.apply(counted).ifPresent(over -> {
                throw new Limited(over, words);
            });
            return counted;
        };
    }

    public Instant until() {
        return until;
    }

    @Override
    public int status() {
        return 429;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String words() {
        return words;
    }

    @Override
    public int retryAfterSeconds() {
        return Math.toIntExact(
                Math.max(1, Duration.between(Instant.now(), until).toSeconds() + 1));
    }
}
