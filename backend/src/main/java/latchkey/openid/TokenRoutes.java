package latchkey.openid;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.session.Bearer;
import latchkey.web.Answering;
import latchkey.web.Reply;

/** What applications ask for without a browser: tokens, their revocation and introspection, and user info. */
final class TokenRoutes {

    private final Apps apps;
    private final OAuthRequest requests;
    private final GrantTable grants;
    private final AppTokens tokens;
    private final IdTokens idTokens;

    TokenRoutes(Apps apps, GrantTable grants, AppTokens tokens, IdTokens idTokens) {
        this.apps = apps;
        this.requests = new OAuthRequest(apps);
        this.grants = grants;
        this.tokens = tokens;
        this.idTokens = idTokens;
    }

    void mount(Router router, Handler<RoutingContext> body) {
        router.post("/oauth/token").handler(body).handler(answering(this::token));
        router.post("/oauth/revoke").handler(body).handler(answering(this::revoke));
        router.post("/oauth/introspect").handler(body).handler(answering(this::introspect));
        router.get("/oauth/userinfo").handler(Answering.with(this::userInfo));
        router.post("/oauth/userinfo").handler(body).handler(Answering.with(this::userInfo));
    }

    private Future<Reply> token(RoutingContext context) {
        Region region = PortalRegion.of(context);
        TokenRequest request = OAuthRequest.read(context, TokenRequest::parse);
        App app = requests.app(context, request.getClientAuthentication(), request.getClientID());
        Future<Optional<Grant>> grant = switch (request.getAuthorizationGrant()) {
            case AuthorizationCodeGrant code -> redeem(region, app, code);
            case RefreshTokenGrant refresh ->
                refresh(region, app, refresh.getRefreshToken().getValue());
            default -> throw new OAuthException(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        };
        return grant.map(found -> found.orElseThrow(() -> new OAuthException(OAuth2Error.INVALID_GRANT)))
                .map(found -> granted(region, found));
    }

    /** The redirect address is required, since it is always part of the authorization request (RFC 6749, 4.1.3). */
    private Future<Optional<Grant>> redeem(Region region, App app, AuthorizationCodeGrant code) {
        if (code.getRedirectionURI() == null || code.getCodeVerifier() == null) {
            throw new OAuthException(
                    OAuth2Error.INVALID_REQUEST.appendDescription(": redirect_uri and code_verifier are needed"));
        }
        String challenge = CodeChallenge.compute(CodeChallengeMethod.S256, code.getCodeVerifier())
                .getValue();
        return tokens.openCode(region, app, code.getAuthorizationCode().getValue())
                .map(id ->
                        grants.redeem(region, app, id, code.getRedirectionURI().toString(), challenge))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<Grant>> refresh(Region region, App app, String token) {
        return tokens.openRefresh(region, app, token)
                .map(sent -> grants.refresh(region, app, sent.grant(), sent.generation()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Reply granted(Region region, Grant grant) {
        var access = new BearerAccessToken(
                tokens.access(region, grant), tokens.validity().toSeconds(), Scope.parse(grant.scope()));
        var refresh = new RefreshToken(tokens.refresh(region, grant));
        var response = new OIDCTokenResponse(new OIDCTokens(idTokens.issue(region, grant), access, refresh));
        return Reply.json(new JsonObject(response.toJSONObject().toJSONString()));
    }

    /** RFC 7009: a token that isn't the application's counts as revoked. */
    private Future<Reply> revoke(RoutingContext context) {
        Region region = PortalRegion.of(context);
        TokenRevocationRequest request = OAuthRequest.read(context, TokenRevocationRequest::parse);
        App app = requests.app(context, request.getClientAuthentication(), request.getClientID());
        return grantOf(region, app, request.getToken().getValue())
                .map(id -> grants.end(app, id))
                .orElseGet(Future::succeededFuture)
                .map(ended -> Reply.empty(200));
    }

    /** RFC 7662, for confidential clients and their own tokens. */
    private Future<Reply> introspect(RoutingContext context) {
        Region region = PortalRegion.of(context);
        TokenIntrospectionRequest request = OAuthRequest.read(context, TokenIntrospectionRequest::parse);
        App app = requests.app(context, request.getClientAuthentication(), null);
        String token = request.getToken().getValue();
        return grantOf(region, app, token)
                .map(id -> grants.read(region, app.id(), id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(grant -> grant.filter(found -> isCurrent(region, app, found, token))
                        .map(found -> introspected(region, found, token))
                        .orElseGet(() -> new JsonObject().put("active", false)))
                .map(Reply::json);
    }

    private boolean isCurrent(Region region, App app, Grant grant, String token) {
        return tokens.openRefresh(region, app, token)
                .map(refresh -> refresh.generation() == grant.generation())
                .orElse(true);
    }

    private JsonObject introspected(Region region, Grant grant, String token) {
        var answer = new JsonObject()
                .put("active", true)
                .put("iss", region.url().toString())
                .put("client_id", grant.app())
                .put("sub", grant.account().toString())
                .put("scope", grant.scope());
        tokens.openAccess(region, token)
                .ifPresent(access -> answer.put("token_type", "Bearer")
                        .put("exp", access.expiresAt().getEpochSecond()));
        return answer;
    }

    private Optional<UUID> grantOf(Region region, App app, String token) {
        return tokens.openRefresh(region, app, token)
                .map(AppTokens.Refresh::grant)
                .or(() -> tokens.openAccess(region, token)
                        .filter(access -> access.app().equals(app.id()))
                        .map(AppTokens.Access::grant));
    }

    private Future<Reply> userInfo(RoutingContext context) {
        Region region = PortalRegion.of(context);
        return Bearer.of(context)
                .flatMap(token -> tokens.openAccess(region, token))
                .filter(access -> apps.find(region, access.app()).isPresent())
                .map(access -> grants.read(region, access.app(), access.grant()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .map(grant -> grant.map(found -> Reply.json(IdTokens.claims(region, found)))
                        .orElseGet(() -> Reply.empty(401)
                                .header("www-authenticate", "Bearer realm=\"latchkey\", error=\"invalid_token\"")));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, Future<Reply>> endpoint) {
        return Answering.with(
                context -> Future.succeededFuture(context).compose(endpoint).recover(TokenRoutes::refused));
    }

    private static Future<Reply> refused(Throwable failure) {
        if (!(failure instanceof OAuthException refusal)) {
            return Future.failedFuture(failure);
        }
        boolean unknown = refusal.error().getCode().equals(OAuth2Error.INVALID_CLIENT_CODE);
        Reply reply = Reply.json(
                unknown ? 401 : 400,
                new JsonObject(refusal.error().toJSONObject().toJSONString()));
        return Future.succeededFuture(unknown ? reply.header("www-authenticate", "Basic realm=\"latchkey\"") : reply);
    }
}
