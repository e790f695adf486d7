package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether requests should be sent here: the database answers, and the backend is not stopping. */
public final class Readiness {

    /**
     * A mail that waits longer than this is worth an operator's look. It does not turn readiness false: with the mail
     * server away the portal still signs people in, and no other backend would do better.
     */
    private static final long LATE_SECONDS = 300;

    private static final String OLDEST_MAIL = """
            select coalesce(extract(epoch from now() - min(next_attempt_at)), 0)::bigint as seconds
            from mail where status in ('QUEUED', 'DEFERRED') and next_attempt_at < now()
            """;

    private final Pool pool;
    private final AtomicBoolean stopping = new AtomicBoolean();

    public Readiness(Pool pool) {
        this.pool = pool;
    }

    /** From now on nothing new is to be sent here. */
    public void stopping() {
        stopping.set(true);
    }

    public Future<Report> check() {
        return pool.preparedQuery(OLDEST_MAIL)
                .execute()
                .timeout(2, TimeUnit.SECONDS)
                .map(rows ->
                        new Report(true, stopping.get(), rows.iterator().next().getLong("seconds")))
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
