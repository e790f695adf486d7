package latchkey.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

/** Routes that Vert.x has no word for. */
public final class Routes {

    private Routes() {}

    /** GET, and HEAD, which mail scanners and monitors send: the same answer without its body. */
    public static Route get(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }
}
