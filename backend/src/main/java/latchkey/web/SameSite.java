package latchkey.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/**
 * Refuses what another site's page sends: by Fetch Metadata or {@code Origin}, a request that may change something must
 * come from a page of the same host. Programs send neither header, and no cookie.
 */
public final class SameSite implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (reads || comesFromHere(request)) {
            context.next();
        } else {
            context.fail(Problem.of(403, "cross-site"));
        }
    }

    private static boolean comesFromHere(HttpServerRequest request) {
        String site = request.getHeader("sec-fetch-site");
        String origin = request.getHeader("origin");
        // Browsers before 2023 send only Origin.
        return site == null
                ? origin == null || isHost(origin, request)
                : site.equals("same-origin") || site.equals("none");
    }

    private static boolean isHost(String origin, HttpServerRequest request) {
        try {
            URI page = URI.create(origin);
            URI here = URI.create(page.getScheme() + "://" + request.getHeader("host"));
            return page.getHost() != null
                    && page.getHost().equalsIgnoreCase(here.getHost())
                    && port(page) == port(here);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A browser omits the default port; a proxy may write it. */
    private static int port(URI address) {
        int usual = "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
        return address.getPort() == -1 ? usual : address.getPort();
    }
}
