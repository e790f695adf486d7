package latchkey.login;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import latchkey.caller.CallerReader;
import latchkey.limit.Limited;
import latchkey.region.PortalRegion;
import latchkey.session.AccessTokens;
import latchkey.session.Audience;
import latchkey.session.Client;
import latchkey.session.Gate;
import latchkey.session.Grants;
import latchkey.session.SessionTable;
import latchkey.session.SessionToken;
import latchkey.web.Answering;
import latchkey.web.Fields;
import latchkey.web.Problem;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** Signing in and out, for programs. */
public final class LoginApiRoutes {

    private final SignIn signIn;
    private final SessionTable sessions;
    private final Grants grants;
    private final AccessTokens accessTokens;
    private final Gate gate;
    private final CallerReader callers;

    public LoginApiRoutes(
            SignIn signIn,
            SessionTable sessions,
            Grants grants,
            AccessTokens accessTokens,
            Gate gate,
            CallerReader callers) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.grants = grants;
        this.accessTokens = accessTokens;
        this.gate = gate;
        this.callers = callers;
    }

    public void mount(Router router) {
        router.post("/api/v1/session").handler(Answering.with(this::create));
        router.post("/api/v1/session/refresh").handler(Answering.with(this::refresh));
        router.delete("/api/v1/session").handler(gate.program(this::delete));
        Routes.get(router, "/api/v1/account").handler(gate.program(this::account));
        Routes.get(router, "/.well-known/jwks.json").handler(Answering.now(this::keys));
    }

    private Future<Reply> create(RoutingContext context) {
        Audience audience = Audience.of(PortalRegion.of(context));
        Fields body = Fields.json(context);
        return signIn.program(
                        PortalRegion.of(context),
                        body.required("email"),
                        body.required("password"),
                        callers.of(context))
                .map(signedIn -> grants.grant(audience, signedIn.account(), new SessionToken(signedIn.session(), 0)))
                .map(Reply::json)
                .recover(LoginApiRoutes::refused);
    }

    private Future<Reply> refresh(RoutingContext context) {
        Audience audience = Audience.of(PortalRegion.of(context));
        return grants.renew(audience, Fields.json(context).required("refreshToken"))
                .map(renewed -> grants.grant(audience, renewed.subject(), renewed.token()))
                .map(Reply::json);
    }

    private Future<Reply> delete(RoutingContext context, Client client) {
        return sessions.end(client.session(), client.account(), true).map(ended -> Reply.empty(204));
    }

    private Future<Reply> account(RoutingContext context, Client client) {
        return Future.succeededFuture(Reply.json(new JsonObject()
                .put("id", client.account().toString())
                .put("email", client.email())
                .put("givenName", client.givenName())
                .put("familyName", client.familyName())
                .put("region", PortalRegion.of(context).code())));
    }

    private Reply keys(RoutingContext context) {
        return Reply.json(accessTokens.jwks()).header("cache-control", "public, max-age=300");
    }

    private static Future<Reply> refused(Throwable failure) {
        return Future.failedFuture(
                switch (failure) {
                    case InvalidCredentials wrong -> Problem.of(401, "wrong-credentials");
                    case AccessOff off -> Problem.of(403, "access-off");
                    case Limited limited -> Problem.of(limited).inWordsOf("sign-in-limited");
                    default -> failure;
                });
    }
}
