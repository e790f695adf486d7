package latchkey.web.server;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The headers that every answer carries, errors included. */
public final class SecurityHeaders implements Handler<RoutingContext> {

    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private static final List<Header> ALWAYS = List.of(
            Header.of("referrer-policy", "same-origin"),
            Header.of("x-content-type-options", "nosniff"),
            Header.of("cross-origin-opener-policy", "same-origin"),
            Header.of("cross-origin-resource-policy", "same-origin"),
            Header.of("permissions-policy", "camera=(), geolocation=(), microphone=()"));

    private static final Header SECURE = Header.of("strict-transport-security", "max-age=31536000");

    private final List<Header> all;

    /**
     * @param secure whether some region's portal uses https, so that browsers must too
     * @param formTargets origins besides our own that the answer to a form may lead to: browsers enforce this for
     *     redirects too
     */
    public SecurityHeaders(boolean secure, Collection<String> formTargets) {
        String targets = formTargets.stream().map(origin -> " " + origin).collect(joining());
        var policy = Header.of("content-security-policy", POLICY + targets);
        all = Stream.of(Stream.of(policy), ALWAYS.stream(), secure ? Stream.of(SECURE) : Stream.<Header>empty())
                .flatMap(Function.identity())
                .toList();
    }

    @Override
    public void handle(RoutingContext context) {
        putOn(context.response());
        context.next();
    }

    /** For an answer that doesn't come from a route. */
    public void putOn(HttpServerResponse response) {
        MultiMap headers = response.headers();
        all.forEach(header -> headers.set(header.name, header.value));
    }

    /** A header as it is sent, made once. */
    private record Header(CharSequence name, CharSequence value) {

        static Header of(String name, String value) {
            return new Header(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
        }
    }
}
