package latchkey.ops;

import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import latchkey.web.Answering;
import latchkey.web.Failures;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** Health and metrics, for operators only. */
public final class Management {

    private final Readiness readiness;
    private final Metrics metrics;
    private final AtomicInteger isReady = new AtomicInteger();

    public Management(Readiness readiness, Metrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
        Gauge.builder("latchkey.ready", isReady, AtomicInteger::get)
                .description("1 while /health/ready is 200, else 0")
                .register(metrics.registry());
    }

    /** The router of one event loop. */
    public Router router(Vertx vertx) {
        Router router = Routes.router(vertx, Failures::answer);
        Routes.get(router, "/health/live").handler(Answering.now(context -> Reply.text(200, "text/plain", "live\n")));
        Routes.get(router, "/health/ready").handler(Answering.with(this::ready));
        Routes.get(router, "/metrics").handler(Answering.with(context -> scrape(vertx)));
        return router;
    }

    private Future<Reply> ready(RoutingContext context) {
        return readiness.check().map(report -> Reply.json(report.isReady() ? 200 : 503, report.toJson()));
    }

    /** A scrape walks every meter: not on the event loop. */
    private Future<Reply> scrape(Vertx vertx) {
        return readiness
                .check()
                .compose(report -> {
                    isReady.set(report.isReady() ? 1 : 0);
                    return vertx.executeBlocking(() -> metrics.registry().scrape());
                })
                .map(text -> Reply.text(200, "text/plain; version=0.0.4; charset=utf-8", text));
    }
}
