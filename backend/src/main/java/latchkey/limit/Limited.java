package latchkey.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import latchkey.web.Refusal;

/** Too many in a short time. */
public final class Limited extends RuntimeException implements Refusal {

    private final Instant until;

    public Limited(Instant until) {
        super("too many in a short time", null, false, false);
        this.until = until;
    }

    /** The value, where no limit is exceeded. */
    public static <T> T unless(Optional<Instant> until, T value) {
        until.ifPresent(over -> {
            throw new Limited(over);
        });
        return value;
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
