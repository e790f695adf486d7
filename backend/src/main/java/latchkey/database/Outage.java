package latchkey.database;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the failures of connections to PostgreSQL: each kind immediately and then at most once a minute, and when
 * PostgreSQL is back for good. For any thread.
 */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    /** After this long without a failure PostgreSQL is back; many connections may report one outage in turn. */
    private static final long STEADY = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier clock;
    private final Reminder away;
    private final Reminder busy;
    private final Reminder slow;
    private volatile boolean hasAnswered;
    private volatile boolean isAway;
    private volatile long latest;
    private long since;

    Outage() {
        this(System::nanoTime);
    }

    /** @param clock in nanoseconds */
    Outage(LongSupplier clock) {
        this.clock = clock;
        away = new Reminder(clock);
        busy = new Reminder(clock);
        slow = new Reminder(clock);
    }

    /**
     * The same answer, but a failure of the connection or of PostgreSQL as a whole becomes {@link DatabaseAway}.
     *
     * @param isLost whether the connection has been closed
     */
    <T> Future<T> watch(Future<T> answer, BooleanSupplier isLost) {
        return answer.transform((result, failure) -> {
            if (failure != null) {
                return Future.failedFuture(meaning(failure, isLost.getAsBoolean()));
            }
            answered();
            return Future.succeededFuture(result);
        });
    }

    /** Why there is no connection. A timeout doesn't say whose fault it is. */
    Throwable withoutConnection(Throwable failure) {
        return switch (failure) {
            case PgException refusal -> meaning(refusal, true);
            case ClosedConnectionException lost -> meaning(lost, true);
            case VertxException inVain -> noneFree(inVain);
            default -> meaning(failure, true);
        };
    }

    private Throwable meaning(Throwable failure, boolean isLost) {
        return switch (failure) {
            case PgException refusal when SqlState.isTimeout(refusal) -> gaveUp(refusal);
            default -> isAway(failure, isLost) ? away(failure) : failure;
        };
    }

    /** Whether the connection failed or PostgreSQL as a whole, rather than the statement. */
    static boolean isAway(Throwable failure, boolean isLost) {
        return switch (failure) {
            case PgException refusal -> SqlState.isAway(refusal);
            case ClosedConnectionException lost -> true;
            // Vert.x has no class of its own for what was never sent: the connection was already closed, or the fault
            // is ours.
            case VertxException unsent -> isLost;
            case IOException unreachable -> true;
            default -> false;
        };
    }

    private DatabaseAway noneFree(Throwable failure) {
        // A start that waits for PostgreSQL says so itself (DatabaseWait).
        if (hasAnswered && busy.isDue()) {
            LOG.warn(
                    "No connection to PostgreSQL in time ({}): all are in use, or it doesn't answer",
                    failure.getMessage());
        }
        return new DatabaseAway(failure);
    }

    /** PostgreSQL cancelled a statement that took too long, or that lost a deadlock twice. */
    DatabaseAway gaveUp(PgException refusal) {
        if (slow.isDue()) {
            LOG.warn("PostgreSQL cancelled a statement: {}", refusal.getMessage());
        }
        return new DatabaseAway(refusal);
    }

    private synchronized DatabaseAway away(Throwable cause) {
        var failure = new DatabaseAway(cause);
        latest = clock.getAsLong();
        if (!isAway) {
            since = latest;
        }
        isAway = true;
        if (away.isDue()) {
            LOG.warn("{}", failure.getMessage());
        }
        return failure;
    }

    private void answered() {
        hasAnswered = true;
        if (isAway && clock.getAsLong() - latest >= STEADY) {
            back();
        }
    }

    private synchronized void back() {
        if (isAway) {
            isAway = false;
            LOG.info("PostgreSQL answers again, after {} s", TimeUnit.NANOSECONDS.toSeconds(latest - since));
        }
    }

    /** Due immediately, and then once a minute. */
    static final class Reminder {

        private final LongSupplier clock;
        private long last;

        Reminder(LongSupplier clock) {
            this.clock = clock;
            last = clock.getAsLong() - MINUTE;
        }

        synchronized boolean isDue() {
            long now = clock.getAsLong();
            boolean due = now - last >= MINUTE;
            last = due ? now : last;
            return due;
        }
    }
}
