package latchkey.ops;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import latchkey.ops.HousekeepingTable.Chore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes expired data every hour, in small batches. Several backends may do it at the same time. Operators see how
 * long each chore has been overdue.
 */
public final class Housekeeping extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long PERIOD_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long FIRST_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final long PAUSE_MILLIS = 50;
    private static final int BATCH_ROWS = 2_000;

    private final HousekeepingTable table;
    private final Retention retention;
    private final Clock clock;
    private final Map<Chore, AtomicLong> done = new EnumMap<>(Chore.class);
    private Future<?> underway = Future.succeededFuture();

    public Housekeeping(Pool pool, Retention retention, MeterRegistry meters) {
        this.table = new HousekeepingTable(pool);
        this.retention = retention;
        this.clock = meters.config().clock();
        for (var due : retention.ages()) {
            Chore chore = due.getKey();
            var since = new AtomicLong(clock.monotonicTime());
            done.put(chore, since);
            TimeGauge.builder("latchkey.housekeeping.overdue", since, TimeUnit.NANOSECONDS, this::overdue)
                    .description("How long ago nothing was left to forget, beyond the hour between two looks")
                    .tag("what", chore.label())
                    .register(meters);
        }
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(FIRST_MILLIS, PERIOD_MILLIS, timer -> look());
        return Future.succeededFuture();
    }

    private void look() {
        if (underway.isComplete()) {
            underway = tidy();
        }
    }

    /** Does all chores; one that fails does not keep the others from being done. */
    Future<Void> tidy() {
        var failed = new LinkedHashMap<String, List<String>>();
        Future<Void> all = Future.succeededFuture();
        for (var due : retention.ages()) {
            Chore chore = due.getKey();
            all = all.transform(earlier -> tidy(chore, due.getValue())
                    .onSuccess(nothingLeft ->
                            Objects.requireNonNull(done.get(chore)).set(clock.monotonicTime()))
                    .onFailure(failure -> failed.computeIfAbsent(failure.toString(), why -> new ArrayList<>())
                            .add(chore.label())));
        }
        return all.onComplete(ended -> failed.forEach(Housekeeping::warn));
    }

    /** One line for all that failed alike: without PostgreSQL every chore does. */
    private static void warn(String why, List<String> chores) {
        LOG.atWarn()
                .addKeyValue("what", String.join(", ", chores))
                .log("Housekeeping failed and will be retried in an hour: {}", why);
    }

    private Future<Void> tidy(Chore chore, Duration age) {
        return table.delete(chore, age, BATCH_ROWS)
                .compose(rows -> rows < BATCH_ROWS
                        ? Future.succeededFuture()
                        : vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(rested -> tidy(chore, age)));
    }

    private double overdue(AtomicLong since) {
        return Math.max(0, clock.monotonicTime() - since.get() - TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS));
    }
}
