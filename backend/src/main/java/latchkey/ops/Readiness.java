package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether requests should be sent here: the database answers, and the backend is not stopping. */
public final class Readiness {

    /**
     * A mail that waits longer than this is worth an operator's look. It does not turn readiness false: with the mail
     * server away the portal still signs people in, and no other backend would do better.
     */
    private static final long LATE_SECONDS = 300;

    private static final long LONGEST_SECONDS = 2;

    /** The oldest mail is read by the staff pool: while that pool is busy, the last known value is used. */
    private static final long LONGEST_FOR_MAILS_MILLIS = 200;

    private final ReadinessTable table;
    private final Supplier<Future<Duration>> oldestMail;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile Duration lastKnown = Duration.ZERO;

    /**
     * @param pool the one of clients' requests, so that a busy staff pool turns no client away
     * @param oldestMail how long the most overdue mail has been due
     */
    public Readiness(Pool pool, Supplier<Future<Duration>> oldestMail) {
        this.table = new ReadinessTable(pool);
        this.oldestMail = oldestMail;
    }

    /** From now on no new requests are to be sent here. */
    public void stopping() {
        stopping.set(true);
    }

    public boolean isStopping() {
        return stopping.get();
    }

    public Future<Report> check() {
        Future<Boolean> up =
                table.isWritable().timeout(LONGEST_SECONDS, TimeUnit.SECONDS).otherwise(false);
        Future<Duration> waiting = oldestMail
                .get()
                .onSuccess(known -> lastKnown = known)
                .timeout(LONGEST_FOR_MAILS_MILLIS, TimeUnit.MILLISECONDS)
                .otherwise(failure -> lastKnown);
        return Future.all(up, waiting)
                .map(both ->
                        new Report(up.result(), stopping.get(), waiting.result().toSeconds()));
    }

    /** @param mailWaitsSeconds how long the most overdue mail has been due */
    public record Report(boolean database, boolean stopping, long mailWaitsSeconds) {

        public boolean isReady() {
            return database && !stopping;
        }

        public JsonObject toJson() {
            return new JsonObject()
                    .put("ready", isReady())
                    .put("database", database ? "up" : "away")
                    .put(
                            "outbox",
                            new JsonObject()
                                    .put("oldestDueSeconds", mailWaitsSeconds)
                                    .put("late", mailWaitsSeconds > LATE_SECONDS));
        }
    }
}
