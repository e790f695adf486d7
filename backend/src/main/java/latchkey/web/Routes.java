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

/** The router of each listener, and kinds of routes that Vert.x lacks. */
public final class Routes {

    private Routes() {}

    /**
     * A router that logs each request, sets the headers that every answer carries, and refuses what can't be read.
     *
     * @param secure whether to send Strict-Transport-Security
     * @param formTargets origins besides our own that the answer to a form may lead to
     * @param failures answers failures of any route; comes first, so that no path matching is needed
     */
    public static Router router(
            Vertx vertx, boolean secure, Collection<String> formTargets, Handler<RoutingContext> failures) {
        Router router = Router.router(vertx);
        var headers = new SecurityHeaders(secure, formTargets);
        Handler<RoutingContext> refusal = context -> {
            // Vert.x refuses an invalid host before the first route.
            RequestLog.begin(context);
            headers.putOn(context.response());
            failures.handle(context);
        };
        router.route().handler(new RequestLog()).failureHandler(refusal);
        router.route().handler(headers);
        router.route().handler(new WellFormed());
        // A request that no route matches never reaches a failure handler.
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
