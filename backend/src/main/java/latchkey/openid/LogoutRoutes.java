package latchkey.openid;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.page.Pages;
import latchkey.region.PortalRegion;
import latchkey.session.Client;
import latchkey.session.Gate;
import latchkey.session.SessionTable;
import latchkey.web.Answering;
import latchkey.web.Cookies;
import latchkey.web.Reply;

/** Signs a client out everywhere at an application's wish (OpenID Connect RP-Initiated Logout 1.0). */
final class LogoutRoutes {

    private static final String PATH = "/oauth/logout";

    private final Apps apps;
    private final IdTokens idTokens;
    private final SessionTable sessions;
    private final Gate gate;
    private final Pages pages;

    LogoutRoutes(Apps apps, IdTokens idTokens, SessionTable sessions, Gate gate, Pages pages) {
        this.apps = apps;
        this.idTokens = idTokens;
        this.sessions = sessions;
        this.gate = gate;
        this.pages = pages;
    }

    void mount(Router router, Handler<RoutingContext> body) {
        router.get(PATH).handler(Answering.with(this::logout));
        router.post(PATH).handler(body).handler(Answering.with(this::logout));
    }

    /** Only an id token of ours tells that it isn't somebody else's page that signs the client out. */
    private Future<Reply> logout(RoutingContext context) {
        var region = PortalRegion.of(context);
        var parameters = OAuthRequest.parameters(context);
        return OAuthRequest.parameter(parameters, "id_token_hint")
                .flatMap(token -> idTokens.open(region, token))
                .map(hint -> end(context, hint).map(ended -> done(context, hint, parameters)))
                .orElseGet(() -> ask(context));
    }

    private Future<Void> end(RoutingContext context, IdTokens.Hint hint) {
        return sessions.end(hint.session(), hint.account(), true)
                .compose(ended -> gate.browserClient(context))
                .compose(client -> client.filter(one -> one.account().equals(hint.account()))
                        .map(one -> sessions.end(one.session(), one.account(), true))
                        .orElseGet(Future::succeededFuture));
    }

    private Reply done(RoutingContext context, IdTokens.Hint hint, Map<String, List<String>> parameters) {
        String way = OAuthRequest.parameter(parameters, "post_logout_redirect_uri")
                .filter(url -> apps.find(PortalRegion.of(context), hint.app())
                        .filter(app -> app.logoutUrls().contains(url))
                        .isPresent())
                .map(url -> withState(url, OAuthRequest.parameter(parameters, "state")))
                .orElse("/login?signed-out");
        return Reply.seeOther(way).cookie(Cookies.SESSION.expired());
    }

    private static String withState(String url, Optional<String> state) {
        return state.map(one -> url
                        + (url.contains("?") ? "&" : "?")
                        + URLUtils.serializeParameters(Map.of("state", List.of(one))))
                .orElse(url);
    }

    private Future<Reply> ask(RoutingContext context) {
        return gate.browserClient(context)
                .map(client -> client.map(Client::session).isPresent()
                        ? pages.reply(context, 200, new SignOutPage())
                        : Reply.seeOther("/login?signed-out"));
    }
}
