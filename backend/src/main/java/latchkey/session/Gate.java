package latchkey.session;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import latchkey.region.LocalPath;
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

    /** A browser that is not signed in is redirected to the login, and back to where it wanted to go. */
    public Handler<RoutingContext> browser(BiFunction<RoutingContext, Client, Future<Reply>> endpoint) {
        return Answering.with(context -> browserClient(context)
                .compose(client ->
                        client.isPresent() ? endpoint.apply(context, client.get()) : toLogin(context, here(context))));
    }

    /** A program without a valid token gets 401. */
    public Handler<RoutingContext> program(BiFunction<RoutingContext, Client, Future<Reply>> endpoint) {
        return Answering.with(context -> programClient(context)
                .map(client -> client.orElseThrow(() -> Problem.of(401, "unauthorized")))
                .compose(client -> endpoint.apply(context, client)));
    }

    public Future<Optional<Client>> browserClient(RoutingContext context) {
        return find(Audience.of(PortalRegion.of(context)), session(context));
    }

    /**
     * Redirects to the login page, which says why the client has to sign in and then leads to where it wanted to go.
     */
    public Future<Reply> toLogin(RoutingContext context, Optional<LocalPath> next) {
        Audience audience = Audience.of(PortalRegion.of(context));
        return session(context)
                .map(session -> sessions.endOf(audience, session))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(end -> Reply.seeOther(login(next, end)).cookie(Cookies.SESSION.expired()));
    }

    private static String login(Optional<LocalPath> next, Optional<SessionEnd> end) {
        String query = Stream.concat(
                        next.map(path -> "next=" + URLEncoder.encode(path.value(), StandardCharsets.UTF_8)).stream(),
                        end.map(why -> "ended=" + why.code()).stream())
                .collect(joining("&"));
        return query.isEmpty() ? "/login" : "/login?" + query;
    }

    private Future<Optional<Client>> programClient(RoutingContext context) {
        Audience audience = Audience.of(PortalRegion.of(context));
        return Bearer.of(context)
                .map(token -> accessTokens.session(audience, token))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(session -> find(audience, session));
    }

    private Optional<UUID> session(RoutingContext context) {
        Audience audience = Audience.of(PortalRegion.of(context));
        return Cookies.SESSION.of(context).flatMap(value -> cookies.openCookie(audience, value));
    }

    private Future<Optional<Client>> find(Audience audience, Optional<UUID> session) {
        return session.map(id -> sessions.client(audience, id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** Where the reader returns to; a form that was sent is not sent again. */
    private static Optional<LocalPath> here(RoutingContext context) {
        return context.request().method().equals(HttpMethod.GET)
                ? LocalPath.of(context.request().path())
                : Optional.empty();
    }
}
