package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One event loop's share of the staff API's listener. */
public final class StaffServer extends VerticleBase {

    private static final int GRACE_SECONDS = 5;

    private final StaffApi api;
    private final HttpServerOptions options;
    private final IntConsumer listening;
    private @Nullable HttpServer server;

    /** @param listening told the port, which the system chose if the options' one is 0 */
    public StaffServer(StaffApi api, HttpServerOptions options, IntConsumer listening) {
        this.api = api;
        this.options = options;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        return api.router(vertx)
                .compose(router ->
                        vertx.createHttpServer(options).requestHandler(router).listen())
                .onSuccess(listener -> {
                    server = listener;
                    listening.accept(listener.actualPort());
                });
    }

    /** Running requests finish; there are no new ones. */
    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
    }
}
