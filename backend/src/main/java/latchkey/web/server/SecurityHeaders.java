package latchkey.web.server;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/** The headers that every answer carries, errors included. */
public final class SecurityHeaders implements Handler<RoutingContext> {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final List<Header> ALWAYS = List.of(
            Header.of("content-security-policy", POLICY),
            Header.of("referrer-policy", "same-origin"),
            Header.of("x-content-type-options", "nosniff"),
            Header.of("cross-origin-opener-policy", "same-origin"),
            Header.of("cross-origin-resource-policy", "same-origin"),
            Header.of("permissions-policy", "camera=(), geolocation=(), microphone=()"));

    private static final Header SECURE = Header.of("strict-transport-security", "max-age=31536000");

    private final List<Header> all;

    /** @param secure whether some region's portal is reached by https, and so must never be reached without */
    public SecurityHeaders(boolean secure) {
        all = secure ? Stream.concat(ALWAYS.stream(), Stream.of(SECURE)).toList() : ALWAYS;
    }

    @Override
    public void handle(RoutingContext context) {
        putOn(context.response());
        context.next();
    }

    /** For an answer that no route gives. */
    public void putOn(HttpServerResponse response) {
        MultiMap headers = response.headers();
        all.forEach(header -> headers.set(header.name, header.value));
    }

    /** As it is sent, made once. */
    private record Header(CharSequence name, CharSequence value) {

        static Header of(String name, String value) {
            return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
        }
    }
}
