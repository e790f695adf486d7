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
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Signs a client out everywhere at an application's request (OpenID Connect RP-Initiated Logout 1.0). */
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

    /**
     * Only an id token of an application proves that no stranger's page signs the client out. If it is about another
     * client than the browser's, or missing, the client is asked.
     */
    private Future<Reply> logout(RoutingContext context) {
        var region = PortalRegion.of(context);
        Map<String, List<String>> parameters = parameters(context);
        Optional<IdTokens.Hint> hint = OAuthRequest.parameter(parameters, "id_token_hint")
                .flatMap(token -> idTokens.open(region, token))
                .filter(one -> apps.find(region, one.app()).isPresent());
        return gate.browserClient(context)
                .compose(client -> hint.filter(one -> client.map(Client::account)
                                .filter(account -> !account.equals(one.account()))
                                .isEmpty())
                        .map(one -> end(one, client).map(ended -> done(context, one, client, parameters)))
                        .orElseGet(() -> Future.succeededFuture(ask(context, client))));
    }

    private static Map<String, List<String>> parameters(RoutingContext context) {
        try {
            return OAuthRequest.parameters(context);
        } catch (OAuthException e) {
            throw Problem.of(400, "bad-request");
        }
    }

    private Future<Void> end(IdTokens.Hint hint, Optional<Client> browsers) {
        return sessions.end(hint.session(), hint.account(), true)
                .compose(ended -> browsers.map(one -> sessions.end(one.session(), one.account(), true))
                        .orElseGet(Future::succeededFuture));
    }

    /** A cookie that was not sent may be anybody's, and stays. */
    private Reply done(
            RoutingContext context,
            IdTokens.Hint hint,
            Optional<Client> browsers,
            Map<String, List<String>> parameters) {
        String way = OAuthRequest.parameter(parameters, "post_logout_redirect_uri")
                .filter(url -> apps.find(PortalRegion.of(context), hint.app())
                        .filter(app -> app.logoutUrls().contains(url))
                        .isPresent())
                .map(url -> withState(url, OAuthRequest.parameter(parameters, "state")))
                .orElse("/login?signed-out");
        Reply reply = Reply.seeOther(way);
        return browsers.isPresent() ? reply.cookie(Cookies.SESSION.expired()) : reply;
    }

    private static String withState(String url, Optional<String> state) {
        return state.map(one -> url
                        + (url.contains("?") ? "&" : "?")
                        + URLUtils.serializeParameters(Map.of("state", List.of(one))))
                .orElse(url);
    }

    private Reply ask(RoutingContext context, Optional<Client> client) {
        return client.isPresent() ? pages.reply(context, 200, new SignOutPage()) : Reply.seeOther("/login?signed-out");
    }
}
