package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets, once an hour, what was promised not to be kept. Several backends may do it at once: it is done once all the same. */
public final class Housekeeping extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long PERIOD_MILLIS = TimeUnit.HOURS.toMillis(1);
    private static final long FIRST_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final HousekeepingTable table;

    public Housekeeping(Pool pool) {
        this.table = new HousekeepingTable(pool);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(FIRST_MILLIS, PERIOD_MILLIS, timer -> tidy());
        return Future.succeededFuture();
    }

    private void tidy() {
        table.tidy().onFailure(failure -> LOG.warn("Housekeeping is put off for an hour: {}", failure.toString()));
    }
}
