package latchkey.limit;

import java.time.Duration;
import java.time.Instant;

/** Too many in a short time. */
public final class Limited extends RuntimeException {

    private final Instant until;

    public Limited(Instant until) {
        super("too many in a short time", null, false, false);
        this.until = until;
    }

    public Instant until() {
        return until;
    }

    /** Whole seconds until the next try makes sense, at least 1. */
    public long retryAfterSeconds() {
        return Math.max(1, Duration.between(Instant.now(), until).toSeconds() + 1);
    }
}
