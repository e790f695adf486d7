package latchkey.password.pool;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Spreads the retries of refused requests at the rate at which work is done. If all came back within a few seconds,
 * most would be refused again, several times. For any thread. See docs/decisions/011-a-login-storm.md.
 */
final class RetryAfterSchedule {

    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final LongSupplier clock;
    private long lastTurn;

    /** @param clock in nanoseconds */
    RetryAfterSchedule(LongSupplier clock) {
        this.clock = clock;
        lastTurn = clock.getAsLong();
    }

    /** Whole seconds until the next free turn, from 1 to 30. */
    synchronized int next(long nanosBetweenTurns) {
        long now = clock.getAsLong();
        long nanos = Math.min(Math.max(0, lastTurn - now) + nanosBetweenTurns, MAX_NANOS);
        lastTurn = now + nanos;
        return (int) Math.max(1, Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1)));
    }
}
