package latchkey.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses with 400 a path, query or host that can't be read, except for text that a mail program added to a link. It
 * comes before the first route with a path, where Vert.x would fail.
 */
final class WellFormed implements Handler<RoutingContext> {

    private static final Pattern TARGET = Pattern.compile("[!-~]+");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
    private static final int HIGHEST_PORT = 65_535;

    /** A link of a mail: no other part of a path is as long as its token. */
    private static final Pattern LINK = Pattern.compile("(/[a-z-]+/[A-Za-z0-9_-]{64})[^A-Za-z0-9_-].*");

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Matcher link = LINK.matcher(request.uri());
        if (!hasHost(request)) {
            refuse(context);
        } else if (hasTarget(request)) {
            context.next();
        } else if (isRead(request) && link.matches()) {
            Reply.seeOther(link.group(1)).send(context);
        } else {
            refuse(context);
        }
    }

    private static void refuse(RoutingContext context) {
        context.fail(Problem.of(400, "bad-request"));
    }

    private static boolean isRead(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private static boolean hasTarget(HttpServerRequest request) {
        return TARGET.matcher(request.uri()).matches()
                && Encoded.decode(request.uri()).isPresent();
    }

    /** Only HTTP/1.0 may leave it out (RFC 9112, 3.2). */
    private static boolean hasHost(HttpServerRequest request) {
        String host = request.getHeader("host");
        return host == null
                ? request.version() == HttpVersion.HTTP_1_0
                : HOST.matcher(host).matches() && hasPort(host);
    }

    private static boolean hasPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") || Integer.parseInt(host.substring(colon + 1)) <= HIGHEST_PORT;
    }
}
