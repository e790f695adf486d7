package latchkey.openid;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import latchkey.key.Seal;
import latchkey.page.Pages;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.session.AccessTokens;
import latchkey.session.Gate;
import latchkey.session.SessionTable;
import latchkey.web.Answering;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** The OpenID provider of each region: its issuer is the region's URL. */
public final class OpenIdRoutes {

    private final AuthorizeRoutes authorizeRoutes;
    private final TokenRoutes tokenRoutes;
    private final LogoutRoutes logoutRoutes;

    /**
     * @param idle how long a session lasts without use
     * @param overlap how long a refresh token that was just used is answered once more
     */
    public OpenIdRoutes(
            Apps apps,
            Pool pool,
            Seal seal,
            AccessTokens accessTokens,
            SessionTable sessions,
            Duration idle,
            Duration overlap,
            Gate gate,
            Pages pages) {
        var grants = new GrantTable(pool, idle, overlap);
        var tokens = new AppTokens(seal, accessTokens.validity());
        var idTokens = new IdTokens(accessTokens);
        authorizeRoutes = new AuthorizeRoutes(apps, grants, tokens, idTokens, gate, pages);
        tokenRoutes = new TokenRoutes(apps, grants, tokens, idTokens);
        logoutRoutes = new LogoutRoutes(apps, idTokens, sessions, gate, pages);
    }

    /**
     * Comes before what refuses requests from other sites: applications are other sites.
     *
     * @param body reads the body of a request
     */
    public void mount(Router router, Handler<RoutingContext> body) {
        Routes.get(router, "/.well-known/openid-configuration").handler(Answering.now(OpenIdRoutes::configuration));
        authorizeRoutes.mount(router, body);
        tokenRoutes.mount(router, body);
        logoutRoutes.mount(router, body);
    }

    /** OpenID Connect Discovery 1.0, 3, and RFC 8414. */
    private static Reply configuration(RoutingContext context) {
        Region region = PortalRegion.of(context);
        var authentication = JsonArray.of("client_secret_basic", "client_secret_post");
        return Reply.json(new JsonObject()
                        .put("issuer", region.url().toString())
                        .put("authorization_endpoint", region.link("/oauth/authorize"))
                        .put("token_endpoint", region.link("/oauth/token"))
                        .put("userinfo_endpoint", region.link("/oauth/userinfo"))
                        .put("revocation_endpoint", region.link("/oauth/revoke"))
                        .put("introspection_endpoint", region.link("/oauth/introspect"))
                        .put("end_session_endpoint", region.link("/oauth/logout"))
                        .put("jwks_uri", region.link("/.well-known/jwks.json"))
                        .put("scopes_supported", JsonArray.of("openid", "profile", "email"))
                        .put("response_types_supported", JsonArray.of("code"))
                        .put("response_modes_supported", JsonArray.of("query"))
                        .put("grant_types_supported", JsonArray.of("authorization_code", "refresh_token"))
                        .put("code_challenge_methods_supported", JsonArray.of("S256"))
                        .put("subject_types_supported", JsonArray.of("public"))
                        .put("id_token_signing_alg_values_supported", JsonArray.of("ES256"))
                        .put(
                                "token_endpoint_auth_methods_supported",
                                authentication.copy().add("none"))
                        .put(
                                "revocation_endpoint_auth_methods_supported",
                                authentication.copy().add("none"))
                        .put("introspection_endpoint_auth_methods_supported", authentication)
                        .put("prompt_values_supported", JsonArray.of("none", "login", "select_account"))
                        .put(
                                "ui_locales_supported",
                                JsonArray.of(region.locale().toLanguageTag()))
                        .put("claims_supported", claims())
                        .put("authorization_response_iss_parameter_supported", true)
                        .put("backchannel_logout_supported", true)
                        .put("backchannel_logout_session_supported", true)
                        .put("request_parameter_supported", false)
                        .put("request_uri_parameter_supported", false)
                        .put("claims_parameter_supported", false))
                .header("cache-control", "public, max-age=300");
    }

    private static JsonArray claims() {
        return JsonArray.of(
                "sub",
                "email",
                "email_verified",
                "name",
                "given_name",
                "family_name",
                "zoneinfo",
                "locale",
                "auth_time",
                "sid",
                "amr",
                "region",
                "jobs");
    }
}
