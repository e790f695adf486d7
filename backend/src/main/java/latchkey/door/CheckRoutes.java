package latchkey.door;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import latchkey.region.LocalPath;
import latchkey.region.PortalRegion;
import latchkey.session.Client;
import latchkey.session.Gate;
import latchkey.web.Answering;
import latchkey.web.Reply;
import latchkey.web.Routes;

/**
 * Tells a proxy whether a request comes from a signed-in client, and from whom: for nginx's {@code auth_request},
 * Traefik's ForwardAuth and Caddy's {@code forward_auth}.
 */
public final class CheckRoutes {

    public static final String PATH = "/session/check";

    private final Gate gate;

    public CheckRoutes(Gate gate) {
        this.gate = gate;
    }

    public void mount(Router router) {
        Routes.get(router, PATH).handler(Answering.with(this::check));
    }

    private Future<Reply> check(RoutingContext context) {
        return gate.browserClient(context)
                .compose(client -> client.map(one -> Future.succeededFuture(admitted(context, one)))
                        .orElseGet(() -> refused(context)));
    }

    private static Reply admitted(RoutingContext context, Client client) {
        return Reply.empty(200)
                .header("x-latchkey-account", client.account().toString())
                .header("x-latchkey-email", PercentEncoded.encode(client.email()))
                .header("x-latchkey-given-name", PercentEncoded.encode(client.givenName()))
                .header("x-latchkey-family-name", PercentEncoded.encode(client.familyName()))
                .header("x-latchkey-region", PortalRegion.of(context).code())
                .header(
                        "x-latchkey-jobs",
                        client.jobs().stream().map(UUID::toString).collect(joining(",")));
    }

    /** A page is redirected to the login, if the proxy wants that; a script, a socket or a picture is refused. */
    private Future<Reply> refused(RoutingContext context) {
        var original = OriginalRequest.of(context.request().headers());
        boolean sends = context.queryParams().contains("redirect") && original.navigates() && !original.wouldLoop();
        return sends
                ? gate.toLogin(
                        context,
                        original.next()
                                .or(() -> LocalPath.of(PortalRegion.of(context).home())))
                : Future.succeededFuture(Reply.notSignedIn());
    }
}
