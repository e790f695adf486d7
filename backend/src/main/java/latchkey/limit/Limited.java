package latchkey.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import latchkey.web.Refusal;

/** Too many in a short time. */
public final class Limited extends RuntimeException implements Refusal {

    private static final String NAME = "limited";

    private final Instant until;
    private final String words;

    public Limited(Instant until) {
        this(until, NAME);
    }

    /** @param words whose sentences say too many of what */
    public Limited(Instant until, String words) {
        super("too many in a short time", null, false, false);
        this.until = until;
        this.words = words;
    }

    /**
     * For {@code map}: passes on what is not limited.
     *
     * @param until until when something is limited, if it is
     */
    public static <T> Function<T, T> by(Function<T, Optional<Instant>> until) {
        return by(until, NAME);
    }

    /** The same in sentences that say too many of what. */
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
