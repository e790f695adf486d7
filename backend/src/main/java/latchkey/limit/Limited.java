package latchkey.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import latchkey.web.Refusal;

/** Too many in a short time. */
public final class Limited extends RuntimeException implements Refusal {

    private final Instant until;

    public Limited(Instant until) {
        super("too many in a short time", null, false, false);
        this.until = until;
    }

    /**
     * For {@code map}: passes on what is not limited.
     *
     * @param until until when something is limited, if it is
     */
    public static <T> Function<T, T> by(Function<T, Optional<Instant>> until) {
        return counted -> {
            until.apply(counted).ifPresent(over -> {
                throw new Limited(over);
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
        return "limited";
    }

    @Override
    public int retryAfterSeconds() {
        return Math.toIntExact(
                Math.max(1, Duration.between(Instant.now(), until).toSeconds() + 1));
    }
}
