package latchkey.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import latchkey.web.server.SecurityHeaders;

/** A router as each listener has it, and routes that Vert.x has no word for. */
public final class Routes {

    private Routes() {}

    /**
     * A router that logs each request, sets the headers that every answer carries, and refuses what can't be read.
     *
     * @param secure whether browsers must never come back without TLS
     * @param formTargets origins beside our own that the answer to a form may lead to
     * @param failures answers whatever fails in any route; first of all, so that no path has to be compared for that
     */
    public static Router router(
            Vertx vertx, boolean secure, Collection<String> formTargets, Handler<RoutingContext> failures) {
        Router router = Router.router(vertx);
        var headers = new SecurityHeaders(secure, formTargets);
        Handler<RoutingContext> refusal = context -> {
            // Vert.x refuses a host that is none before the first route.
            RequestLog.begin(context);
            headers.putOn(context.response());
            failures.handle(context);
        };
        router.route().handler(new RequestLog()).failureHandler(refusal);
        router.route().handler(headers);
        router.route().handler(new WellFormed());
        // What no route takes never reaches a failure handler.
        Stream.of(400, 404, 405, 406, 415, 500).forEach(status -> router.errorHandler(status, refusal));
        return router;
    }

    /** The same for a listener that serves no pages. */
    public static Router router(Vertx vertx, Handler<RoutingContext> failures) {
        return router(vertx, false, List.of(), failures);
    }

    /** GET, and HEAD, which mail scanners and monitors send: the same answer without its body. */
    public static Route get(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }
}
