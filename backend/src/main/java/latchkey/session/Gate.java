package latchkey.session;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import latchkey.region.PortalRegion;
import latchkey.web.Answering;
import latchkey.web.Cookies;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Lets signed-in clients through: browsers by their cookie, programs by their access token. */
public final class Gate {

    private final SessionTable sessions;
    private final SessionTokens cookies;
    private final AccessTokens accessTokens;

    public Gate(SessionTable sessions, SessionTokens cookies, AccessTokens accessTokens) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.accessTokens = accessTokens;
    }

    /** A browser that is not signed in is sent to do so, and comes back to where it wanted to go. */
    public Handler<RoutingContext> browser(BiFunction<RoutingContext, Client, Future<Reply>> endpoint) {
        return Answering.with(context -> browserClient(context)
                .compose(client -> client.isPresent()
                        ? endpoint.apply(context, client.get())
                        : Future.succeededFuture(toLogin(context))));
    }

    /** A program without a valid token gets 401. */
    public Handler<RoutingContext> program(BiFunction<RoutingContext, Client, Future<Reply>> endpoint) {
        return Answering.with(context -> programClient(context)
                .map(client -> client.orElseThrow(() -> Problem.of(401, "unauthorized")))
                .compose(client -> endpoint.apply(context, client)));
    }

    public Future<Optional<Client>> browserClient(RoutingContext context) {
        Audience audience = Audience.of(PortalRegion.of(context));
        return find(audience, Cookies.SESSION.of(context).flatMap(value -> cookies.openCookie(audience, value)));
    }

    private Future<Optional<Client>> programClient(RoutingContext context) {
        Audience audience = Audience.of(PortalRegion.of(context));
        return Bearer.of(context)
                .map(token -> accessTokens.session(audience, token))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(session -> find(audience, session));
    }

    private Future<Optional<Client>> find(Audience audience, Optional<UUID> session) {
        return session.map(id -> sessions.client(audience, id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static Reply toLogin(RoutingContext context) {
        boolean reads = context.request().method().name().equals("GET");
        String next = reads ? "&next=" + URLEncoder.encode(context.request().path(), StandardCharsets.UTF_8) : "";
        return Reply.seeOther("/login?ended" + next).cookie(Cookies.SESSION.expired());
    }
}
