package latchkey.database;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.function.Consumer;

/** Listens to one channel of PostgreSQL, on one connection that is replaced when it breaks. For one event loop. */
public final class Notifications {

    private final Pool pool;
    private final String channel;
    private final Runnable subscribed;
    private final Consumer<String> notified;
    private Optional<PgConnection> connection = Optional.empty();
    private Future<?> underway = Future.succeededFuture();

    /**
     * @param pool closes a connection that fell silent
     * @param subscribed called whenever listening begins, again too: earlier notifications may have been missed
     */
    public Notifications(Pool pool, String channel, Runnable subscribed, Consumer<String> notified) {
        this.pool = pool;
        this.channel = channel;
        this.subscribed = subscribed;
        this.notified = notified;
    }

    /** To be called every few seconds: detects a dead connection and replaces it. */
    public void check() {
        if (underway.isComplete()) {
            underway = connection
                    .<Future<?>>map(open -> open.query("select 1").execute())
                    .orElseGet(this::listen);
        }
    }

    private Future<?> listen() {
        return pool.getConnection().map(PgConnection::cast).compose(made -> {
            made.notificationHandler(sent -> notified.accept(sent.getPayload()));
            made.closeHandler(closed -> connection = Optional.empty());
            connection = Optional.of(made);
            return made.query("listen " + channel)
                    .execute()
                    .onSuccess(listening -> subscribed.run())
                    .onFailure(refused -> {
                        connection = Optional.empty();
                        var _ = made.close();
                    });
        });
    }
}
