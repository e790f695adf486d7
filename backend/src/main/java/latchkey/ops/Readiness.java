package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
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

    private final Supplier<Future<Duration>> oldestMail;
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** @param oldestMail asks the database how long the mail that is due the longest waits already */
    public Readiness(Supplier<Future<Duration>> oldestMail) {
        this.oldestMail = oldestMail;
    }

    /** From now on nothing new is to be sent here. */
    public void stopping() {
        stopping.set(true);
    }

    public boolean isStopping() {
        return stopping.get();
    }

    public Future<Report> check() {
        return oldestMail
                .get()
                .timeout(2, TimeUnit.SECONDS)
                .map(waiting -> new Report(true, stopping.get(), waiting.toSeconds()))
                .otherwise(failure -> new Report(false, stopping.get(), 0));
    }

    /** @param mailWaitsSeconds how long the mail that is due the longest waits already */
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
