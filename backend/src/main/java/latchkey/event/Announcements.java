package latchkey.event;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what PostgreSQL announces, on one connection for the whole backend, and passes it on to its event loops. The
 * connection is made again whenever it breaks; who listens is told then that anything may have changed.
 */
public final class Announcements extends VerticleBase {

    /** Where changes are published within this backend. */
    static final String ADDRESS = "latchkey.changes";

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final String CHANNEL = "latchkey_event";
    private static final long RETRY_MILLIS = 1_000;
    private static final long GATHER_MILLIS = 2_000;

    private final PgConnectOptions options;
    private final GatheredChanges gathered = new GatheredChanges();
    private @Nullable PgSubscriber subscriber;

    public Announcements(PgConnectOptions options) {
        this.options = options;
    }

    @Override
    public Future<?> start() {
        var made = PgSubscriber.subscriber(vertx, options).reconnectPolicy(retries -> RETRY_MILLIS);
        made.channel(CHANNEL).subscribeHandler(listening -> reset()).handler(this::hear);
        subscriber = made;
        var timer = vertx.setPeriodic(GATHER_MILLIS, tick -> gathered.take().forEach(this::publish));
        LOG.debug("Changes are gathered by timer {}", timer);
        return made.connect();
    }

    @Override
    public Future<?> stop() {
        return subscriber == null ? Future.succeededFuture() : subscriber.close();
    }

    private void reset() {
        publish(GatheredChanges.ANYTHING);
    }

    private void hear(String announcement) {
        try {
            gathered.add(new JsonObject(announcement)).forEach(this::publish);
        } catch (DecodeException e) {
            LOG.warn("An announcement could not be read", e);
        }
    }

    private void publish(JsonObject change) {
        vertx.eventBus().publish(ADDRESS, change);
    }
}
