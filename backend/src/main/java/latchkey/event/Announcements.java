package latchkey.event;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import latchkey.database.Notifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives what PostgreSQL announces, on one connection for the whole backend, and passes it on to its event loops. The
 * connection is replaced whenever it breaks; listeners are then told that anything may have changed.
 */
public final class Announcements extends VerticleBase {

    /** Where changes are published within this backend. */
    static final String ADDRESS = "latchkey.changes";

    /** The staff member whose rights a change concerns. */
    static final String STAFF = "staffId";

    /** The region that a moved contact left. */
    static final String LEFT_REGION = "leftRegion";

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final long CHECK_MILLIS = 1_000;
    private static final long GATHER_MILLIS = 2_000;

    private final GatheredChanges gathered = new GatheredChanges();
    private final Notifications notifications;

    /** @param pool has one connection */
    public Announcements(Pool pool) {
        notifications = new Notifications(pool, "latchkey_event", this::reset, this::hear);
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(0, CHECK_MILLIS, timer -> notifications.check());
        vertx.setPeriodic(GATHER_MILLIS, timer -> gathered.take().forEach(this::publish));
        return Future.succeededFuture();
    }

    private void reset() {
        publish(GatheredChanges.ANYTHING);
    }

    private void hear(String announcement) {
        try {
            var change = new JsonObject(announcement);
            (change.containsKey(STAFF) ? List.of(change) : gathered.add(change)).forEach(this::publish);
        } catch (DecodeException e) {
            LOG.warn("A notification from PostgreSQL could not be read", e);
        }
    }

    private void publish(JsonObject change) {
        vertx.eventBus().publish(ADDRESS, change);
    }
}
