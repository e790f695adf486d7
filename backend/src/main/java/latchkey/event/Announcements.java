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

    private final PgConnectOptions options;
    private @Nullable PgSubscriber subscriber;

    public Announcements(PgConnectOptions options) {
        this.options = options;
    }

    @Override
    public Future<?> start() {
        var made = PgSubscriber.subscriber(vertx, options).reconnectPolicy(retries -> RETRY_MILLIS);
        made.channel(CHANNEL).subscribeHandler(listening -> reset()).handler(this::publish);
        subscriber = made;
        return made.connect();
    }

    @Override
    public Future<?> stop() {
        return subscriber == null ? Future.succeededFuture() : subscriber.close();
    }

    private void reset() {
        vertx.eventBus().publish(ADDRESS, new JsonObject().put("kind", "anything"));
    }

    private void publish(String announcement) {
        try {
            vertx.eventBus().publish(ADDRESS, new JsonObject(announcement));
        } catch (DecodeException e) {
            LOG.warn("An announcement could not be read", e);
        }
    }
}
