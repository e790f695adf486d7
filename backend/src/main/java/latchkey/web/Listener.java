package latchkey.web;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One event loop's share of an HTTP listener. */
public final class Listener extends VerticleBase {

    /**
     * For half of the processors: an event loop of one listener answers more than a machine hashes, and the more who share it,
     * the more go to PostgreSQL together. See docs/decisions/011-a-login-storm.md.
     */
    public static final int EVENT_LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int IDLE_SECONDS = 60;
    private static final int GRACE_SECONDS = 5;

    private final Function<Vertx, Future<Router>> router;
    private final HttpServerOptions options;
    private final IntConsumer listening;
    private @Nullable HttpServer server;

    /**
     * @param router makes the router of one event loop
     * @param listening told the port, which the system chose if the options' one is negative
     */
    public Listener(Function<Vertx, Future<Router>> router, HttpServerOptions options, IntConsumer listening) {
        this.router = router;
        this.options = options;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        return router.apply(vertx)
                .compose(routes ->
                        vertx.createHttpServer(options).requestHandler(routes).listen())
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

    /** Slow senders and floods of headers end before they cost anything. */
    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(16 * 1024)
                .setMaxInitialLineLength(4 * 1024)
                .setMaxFormAttributeSize(16 * 1024)
                .setMaxFormFields(32)
                .setCompressionSupported(false)
                .setHandle100ContinueAutomatically(true);
    }
}
