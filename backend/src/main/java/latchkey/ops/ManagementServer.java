package latchkey.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import latchkey.web.Answering;
import latchkey.web.Reply;
import latchkey.web.Routes;
import org.jspecify.annotations.Nullable;

/** Health and metrics, for operators only. */
public final class ManagementServer extends VerticleBase {

    private final HttpServerOptions options;
    private final Readiness readiness;
    private final Metrics metrics;
    private final IntConsumer listening;
    private @Nullable HttpServer server;

    /** @param listening told the port, which the system chose if the options' one is 0 */
    public ManagementServer(HttpServerOptions options, Readiness readiness, Metrics metrics, IntConsumer listening) {
        this.options = options;
        this.readiness = readiness;
        this.metrics = metrics;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        Routes.get(router, "/health/live").handler(Answering.now(context -> Reply.text(200, "text/plain", "live\n")));
        Routes.get(router, "/health/ready").handler(Answering.with(this::ready));
        Routes.get(router, "/metrics").handler(Answering.with(this::scrape));
        return vertx.createHttpServer(options).requestHandler(router).listen().onSuccess(listener -> {
            server = listener;
            listening.accept(listener.actualPort());
        });
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(1, TimeUnit.SECONDS);
    }

    private Future<Reply> ready(RoutingContext context) {
        return readiness.check().map(report -> Reply.json(report.isReady() ? 200 : 503, report.toJson()));
    }

    /** A scrape walks every meter: not on the event loop. */
    private Future<Reply> scrape(RoutingContext context) {
        return vertx.executeBlocking(() -> metrics.registry().scrape())
                .map(text -> Reply.text(200, "text/plain; version=0.0.4; charset=utf-8", text));
    }
}
