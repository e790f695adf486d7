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
 * Forgets, each hour, what was promised not to be kept, a bite at a time. Several backends may do it at once. Operators
 * see of each chore how long it has been overdue.
 */
public final class Housekeeping extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long PERIOD_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long FIRST_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final long PAUSE_MILLIS = 50;
    private static final int BITE_ROWS = 2_000;

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

    /** All that is due; one chore that fails leaves the others to be done. */
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

    /** Once for all that failed alike: without PostgreSQL every chore does. */
    private static void warn(String why, List<String> chores) {
        LOG.atWarn()
                .addKeyValue("what", String.join(", ", chores))
                .log("Housekeeping failed and will be retried in an hour: {}", why);
    }

    private Future<Void> tidy(Chore chore, Duration age) {
        return table.bite(chore, age, BITE_ROWS)
                .compose(rows -> rows < BITE_ROWS
                        ? Future.succeededFuture()
                        : vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(rested -> tidy(chore, age)));
    }

    private double overdue(AtomicLong since) {
        return Math.max(0, clock.monotonicTime() - since.get() - TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS));
    }
}
