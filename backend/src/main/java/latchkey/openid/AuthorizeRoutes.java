package latchkey.openid;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationErrorResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import latchkey.page.Pages;
import latchkey.region.LocalPath;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.session.Client;
import latchkey.session.Gate;
import latchkey.web.Answering;
import latchkey.web.Reply;

/**
 * Where an application sends a browser to have its client signed in (OpenID Connect Core 1.0, 3.1.2). The applications
 * are the builder's own, so nobody is asked for consent. Errors are sent to the application, or shown on a page of ours
 * if its redirect address isn't registered.
 */
final class AuthorizeRoutes {

    private static final String PATH = "/oauth/authorize";
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** A SHA-256 digest in base64url (RFC 7636, 4.2). */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** Parameters that change nothing here, or are read elsewhere. */
    private static final Set<String> UNREAD = Set.of("ui_locales", "claims_locales", "claims", "id_token_hint");

    private static final Set<String> SCOPES = Set.of("openid", "profile", "email");

    private final Apps apps;
    private final GrantTable grants;
    private final AppTokens tokens;
    private final IdTokens idTokens;
    private final Gate gate;
    private final Pages pages;

    AuthorizeRoutes(Apps apps, GrantTable grants, AppTokens tokens, IdTokens idTokens, Gate gate, Pages pages) {
        this.apps = apps;
        this.grants = grants;
        this.tokens = tokens;
        this.idTokens = idTokens;
        this.gate = gate;
        this.pages = pages;
    }

    void mount(Router router, Handler<RoutingContext> body) {
        router.get(PATH).handler(Answering.with(this::authorize));
        router.post(PATH).handler(body).handler(Answering.with(this::authorize));
    }

    private Future<Reply> authorize(RoutingContext context) {
        Region region = PortalRegion.of(context);
        Map<String, List<String>> parameters;
        try {
            parameters = OAuthRequest.parameters(context);
        } catch (OAuthException e) {
            return unsafe(context, AuthorizationErrorPage.Why.REQUEST);
        }
        Optional<App> app = OAuthRequest.parameter(parameters, "client_id").flatMap(id -> apps.find(region, id));
        if (app.isEmpty()) {
            return unsafe(context, AuthorizationErrorPage.Why.APP);
        }
        return OAuthRequest.parameter(parameters, "redirect_uri")
                .filter(app.get().redirectUrls()::contains)
                .map(url -> answer(context, app.get(), url, parameters)
                        .recover(failure -> failed(region, url, parameters, failure)))
                .orElseGet(() -> unsafe(context, AuthorizationErrorPage.Why.ADDRESS));
    }

    private Future<Reply> answer(RoutingContext context, App app, String url, Map<String, List<String>> parameters) {
        return Future.succeededFuture(parameters)
                .map(AuthorizeRoutes::read)
                .compose(request -> gate.browserClient(context)
                        .map(client -> expected(PortalRegion.of(context), app, client, parameters))
                        .compose(client -> signedIn(client, request, authorization(app, url, request)))
                        .map(grant -> grant.map(id -> success(PortalRegion.of(context), app, url, request, id))
                                .orElseGet(() -> signIn(request, parameters))));
    }

    /**
     * An application that names its client by an id token of ours gets that client or an error: another client who is
     * signed in is not the one it asked for.
     */
    private Optional<Client> expected(
            Region region, App app, Optional<Client> client, Map<String, List<String>> parameters) {
        OAuthRequest.parameter(parameters, "id_token_hint").ifPresent(token -> {
            Optional<UUID> hinted = idTokens.open(region, token)
                    .filter(hint -> hint.app().equals(app.id()))
                    .map(IdTokens.Hint::account);
            refuseIf(
                    hinted.isEmpty(),
                    OAuth2Error.INVALID_REQUEST.appendDescription(": id_token_hint is no id token of yours"));
            refuseIf(
                    client.map(Client::account)
                            .filter(account -> !hinted.equals(Optional.of(account)))
                            .isPresent(),
                    OIDCError.LOGIN_REQUIRED);
        });
        return client;
    }

    private Future<Optional<UUID>> signedIn(
            Optional<Client> client, AuthenticationRequest request, Authorization asked) {
        boolean anew = has(request, Prompt.Type.LOGIN) || has(request, Prompt.Type.SELECT_ACCOUNT);
        Duration longest = request.getMaxAge() < 0 ? Duration.ofDays(36_500) : Duration.ofSeconds(request.getMaxAge());
        return client.filter(one -> !anew)
                .map(one -> grants.create(one, asked, longest))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static Authorization authorization(App app, String url, AuthenticationRequest request) {
        String scope = String.join(
                " ",
                request.getScope().toStringList().stream()
                        .filter(SCOPES::contains)
                        .distinct()
                        .toList());
        Optional<String> nonce = Optional.ofNullable(request.getNonce()).map(one -> one.getValue());
        return new Authorization(
                app, url, scope, nonce, request.getCodeChallenge().getValue());
    }

    private static AuthenticationRequest read(Map<String, List<String>> parameters) {
        refuseIf(
                parameters.values().stream()
                        .anyMatch(values -> CONTROL.matcher(values.getFirst()).find()),
                OAuth2Error.INVALID_REQUEST.appendDescription(": A parameter has a control character"));
        refuseIf(parameters.containsKey("request"), OAuth2Error.REQUEST_NOT_SUPPORTED);
        refuseIf(parameters.containsKey("request_uri"), OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
        refuseIf(
                OAuthRequest.parameter(parameters, "response_type")
                        .filter(type -> !type.equals("code"))
                        .isPresent(),
                OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
        refuseIf(
                OAuthRequest.parameter(parameters, "response_mode")
                        .filter(mode -> !mode.equals("query"))
                        .isPresent(),
                OAuth2Error.INVALID_REQUEST.appendDescription(": Only the response mode query is supported"));
        try {
            var understood = new HashMap<>(parameters);
            UNREAD.forEach(understood::remove);
            AuthenticationRequest request = AuthenticationRequest.parse(understood);
            refuseIf(
                    parameters.containsKey("max_age") && request.getMaxAge() < 0,
                    OAuth2Error.INVALID_REQUEST.appendDescription(": max_age is no number of seconds"));
            refuseIf(
                    request.getCodeChallenge() == null
                            || !CHALLENGE
                                    .matcher(request.getCodeChallenge().getValue())
                                    .matches()
                            || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod()),
                    OAuth2Error.INVALID_REQUEST.appendDescription(": PKCE with code_challenge_method S256 is needed"));
            return request;
        } catch (ParseException e) {
            throw OAuthException.of(e);
        } catch (IllegalArgumentException e) {
            // Nimbus quotes what it can't read, and that must not appear in an answer.
            throw new OAuthException(OAuth2Error.INVALID_REQUEST);
        }
    }

    private static void refuseIf(boolean wrong, ErrorObject error) {
        if (wrong) {
            throw new OAuthException(error);
        }
    }

    /** Leads back to the same request, which then asks for no new sign-in. */
    private static Reply signIn(AuthenticationRequest request, Map<String, List<String>> parameters) {
        refuseIf(has(request, Prompt.Type.NONE), OIDCError.LOGIN_REQUIRED);
        var again = new HashMap<>(parameters);
        Stream.of("prompt", "max_age", "login_hint").forEach(again::remove);
        LocalPath next = LocalPath.of(PATH + "?" + URLUtils.serializeParameters(again))
                .orElseThrow(() ->
                        new OAuthException(OAuth2Error.INVALID_REQUEST.appendDescription(": The request is too long")));
        String hint = Optional.ofNullable(request.getLoginHint())
                .map(typed -> "&login_hint=" + encoded(typed))
                .orElse("");
        return Reply.seeOther("/login?again&next=" + encoded(next.value()) + hint);
    }

    private Reply success(Region region, App app, String url, AuthenticationRequest request, UUID grant) {
        var code = new AuthorizationCode(tokens.code(region, app, grant));
        var response = new AuthenticationSuccessResponse(
                URI.create(url), code, null, null, request.getState(), null, issuer(region), ResponseMode.QUERY);
        return Reply.seeOther(response.toURI().toString());
    }

    private static Future<Reply> failed(
            Region region, String url, Map<String, List<String>> parameters, Throwable failure) {
        if (!(failure instanceof OAuthException refusal)) {
            return Future.failedFuture(failure);
        }
        var state = OAuthRequest.parameter(parameters, "state")
                .filter(text -> !text.isEmpty())
                .map(State::new);
        var response = new AuthenticationErrorResponse(
                URI.create(url), refusal.error(), state.orElse(null), issuer(region), ResponseMode.QUERY);
        return Future.succeededFuture(Reply.seeOther(response.toURI().toString()));
    }

    private Future<Reply> unsafe(RoutingContext context, AuthorizationErrorPage.Why why) {
        return Future.succeededFuture(pages.reply(context, 400, new AuthorizationErrorPage(why)));
    }

    private static boolean has(AuthenticationRequest request, Prompt.Type type) {
        return request.getPrompt() != null && request.getPrompt().contains(type);
    }

    private static Issuer issuer(Region region) {
        return new Issuer(region.url());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
