package latchkey.web;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** The headers that every answer carries, errors included. */
public final class SecurityHeaders implements Handler<RoutingContext> {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final boolean secure;

    /** @param secure whether some region's portal is reached by https, and so must never be reached without */
    public SecurityHeaders(boolean secure) {
        this.secure = secure;
    }

    @Override
    public void handle(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("content-security-policy", POLICY);
        headers.set("referrer-policy", "no-referrer");
        headers.set("x-content-type-options", "nosniff");
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("cross-origin-resource-policy", "same-origin");
        headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
        if (secure) {
            headers.set("strict-transport-security", "max-age=31536000");
        }
        context.next();
    }
}
