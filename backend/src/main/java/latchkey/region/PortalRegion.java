package latchkey.region;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Finds the region whose host was asked for. Any other host gets the page that lists the regions, and nothing else. */
public final class PortalRegion implements Handler<RoutingContext> {

    private static final String KEY = "latchkey.region";

    private final Regions regions;
    private final Handler<RoutingContext> elsewhere;

    public PortalRegion(Regions regions, Handler<RoutingContext> elsewhere) {
        this.regions = regions;
        this.elsewhere = elsewhere;
    }

    /** The region of a request that passed this handler. */
    public static Region of(RoutingContext context) {
        return find(context).orElseThrow();
    }

    public static Optional<Region> find(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /**
     * For requests that a proxy makes on a browser's behalf, addressed to the browser's host or, as with Traefik, to
     * the backend's own name.
     *
     * @param forwardedHost the browser's host, if a trusted proxy names it
     */
    public Handler<RoutingContext> forwarded(Function<HttpServerRequest, Optional<String>> forwardedHost) {
        return context -> {
            regions.at(host(context))
                    .or(() -> forwardedHost.apply(context.request()).flatMap(regions::at))
                    .ifPresent(region -> context.put(KEY, region));
            context.next();
        };
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<Region> region = find(context).or(() -> regions.at(host(context)));
        if (region.isPresent()) {
            context.put(KEY, region.get());
            context.next();
        } else {
            elsewhere.handle(context);
        }
    }

    private static String host(RoutingContext context) {
        var authority = context.request().authority();
        return authority == null
                ? ""
                : Objects.requireNonNullElse(authority.host(), "").toLowerCase(Locale.ROOT);
    }
}
