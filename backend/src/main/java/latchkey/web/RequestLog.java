package latchkey.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import latchkey.key.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each request an id and one log line. The line names the route and never the path: a path may hold a token.
 */
public final class RequestLog implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
    private static final String ID = "latchkey.request-id";

    /** The request's id, which an error page shows and a log line carries. */
    public static String id(RoutingContext context) {
        String id = context.get(ID);
        return id == null ? "-" : id;
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
        if (LOG.isInfoEnabled()) {
            context.addEndHandler(ignored -> write(context, id, start));
        }
    }

    private static void write(RoutingContext context, String id, long start) {
        var route = context.currentRoute();
        LOG.atInfo()
                .addKeyValue("request", id)
                .addKeyValue("method", context.request().method())
                .addKeyValue("route", route == null || route.getPath() == null ? "-" : route.getPath())
                .addKeyValue("status", context.response().getStatusCode())
                .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
                .log("request");
    }
}
