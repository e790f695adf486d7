package latchkey.web;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import latchkey.key.Ids;
import latchkey.web.trace.Spans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each request an id and one log line. The line names the route and never the path: a path may hold a token.
 */
public final class RequestLog implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String ID = "latchkey.request-id";
    private static final String ROUTE = "latchkey.route";

    /** The request's id, which an error page shows and a log line carries. */
    public static String id(RoutingContext context) {
        String id = context.get(ID);
        return id == null ? "-" : id;
    }

    /** Names the route in the log line, where the router's path is only the mount point of a document's operations. */
    public static void name(RoutingContext context, String route) {
        context.put(ROUTE, route);
    }

    @Override
    public void handle(RoutingContext context) {
        begin(context);
        context.next();
    }

    /** Once for each request, however often it is called. */
    static void begin(RoutingContext context) {
        if (context.get(ID) != null) {
            return;
        }
        long start = System.nanoTime();
        String id = Long.toString(Ids.secret().getMostSignificantBits() >>> 1, 36);
        context.put(ID, id);
        context.response().putHeader("x-request-id", id);
        Context request = context.vertx().getOrCreateContext();
        Spans.of(request)
                .ifPresent(spans -> context.addHeadersEndHandler(ending -> spans.routed(request, route(context))));
        if (LOG.isInfoEnabled()) {
            context.addEndHandler(ignored -> write(context, id, start));
        }
    }

    private static void write(RoutingContext context, String id, long start) {
        LOG.atInfo()
                .addKeyValue("request", id)
                .addKeyValue("method", context.request().method())
                .addKeyValue("route", route(context))
                .addKeyValue("status", context.response().getStatusCode())
                .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
                .log("request");
    }

    private static String route(RoutingContext context) {
        return Optional.<String>ofNullable(context.get(ROUTE))
                .or(() -> Optional.ofNullable(context.currentRoute()).map(Route::getPath))
                .orElse("-");
    }
}
