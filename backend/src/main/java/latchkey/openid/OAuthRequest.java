package latchkey.openid;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.region.PortalRegion;
import latchkey.web.Body;
import latchkey.web.Encoded;
import org.jspecify.annotations.Nullable;

/** A request as Nimbus reads it, and which application sent it. */
final class OAuthRequest {

    /** Reads one kind of message. */
    interface Reader<T> {
        T read(HTTPRequest request) throws ParseException;
    }

    private final Apps apps;

    OAuthRequest(Apps apps) {
        this.apps = apps;
    }

    /** The fields of a form or query, each of which may appear once (RFC 6749, 3.1). */
    static Map<String, List<String>> parameters(RoutingContext context) {
        String uri = context.request().uri();
        String text = context.request().method().equals(HttpMethod.POST)
                ? Body.of(context).toString(StandardCharsets.ISO_8859_1)
                : uri.substring(Math.max(uri.indexOf('?'), 0) + 1);
        // Nimbus drops or replaces what it can't decode.
        if (Encoded.decode(text).isEmpty()) {
            throw new OAuthException(OAuth2Error.INVALID_REQUEST.appendDescription(": Not all of it is text"));
        }
        Map<String, List<String>> parameters = URLUtils.parseParameters(
                new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        if (parameters.values().stream().anyMatch(values -> values.size() > 1)) {
            throw new OAuthException(OAuth2Error.INVALID_REQUEST.appendDescription(": A parameter is given twice"));
        }
        return parameters;
    }

    static Optional<String> parameter(Map<String, List<String>> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).map(List::getFirst);
    }

    static <T> T read(RoutingContext context, Reader<T> reader) {
        var parameters = parameters(context);
        Optional<String> authorization = Optional.ofNullable(context.request().getHeader("authorization"))
                .filter(given -> !given.isBlank());
        if (authorization.filter(OAuthRequest::isBasic).isPresent() && isGiven(parameters, "client_secret")) {
            throw new OAuthException(OAuth2Error.INVALID_REQUEST.appendDescription(": Two ways to authenticate"));
        }
        try {
            var request = new HTTPRequest(
                    HTTPRequest.Method.POST, URI.create(PortalRegion.of(context).link("/oauth")));
            request.setContentType(Optional.ofNullable(context.request().getHeader("content-type"))
                    .orElse("text/plain"));
            authorization.ifPresent(request::setAuthorization);
            request.setBody(URLUtils.serializeParameters(parameters));
            return reader.read(request);
        } catch (ParseException e) {
            throw OAuthException.of(e);
        } catch (IllegalArgumentException e) {
            // Nimbus quotes what it can't read, and that must not appear in an answer.
            throw new OAuthException(OAuth2Error.INVALID_REQUEST);
        }
    }

    /** An empty one counts as left out (RFC 6749, 3.1). */
    private static boolean isGiven(Map<String, List<String>> parameters, String name) {
        return parameter(parameters, name).filter(value -> !value.isEmpty()).isPresent();
    }

    private static boolean isBasic(String authorization) {
        return authorization.regionMatches(true, 0, "Basic ", 0, "Basic ".length());
    }

    /**
     * A confidential client by its secret, a public one by its id alone; anything else fails. A request with two
     * different client ids is refused (RFC 6749, 2.3).
     */
    App app(RoutingContext context, @Nullable ClientAuthentication authentication, @Nullable ClientID id) {
        var region = PortalRegion.of(context);
        Optional<ClientID> shown = Optional.ofNullable(authentication).map(ClientAuthentication::getClientID);
        Optional<String> named = parameter(parameters(context), "client_id").filter(name -> !name.isEmpty());
        if (shown.isPresent() && named.isPresent() && !named.equals(shown.map(ClientID::getValue))) {
            throw new OAuthException(OAuth2Error.INVALID_CLIENT);
        }
        return shown.or(() -> Optional.ofNullable(id))
                .flatMap(known -> apps.find(region, known.getValue()))
                .filter(app -> authentication instanceof PlainClientSecret secret
                        ? app.hasSecret(secret.getClientSecret().getValue())
                        : authentication == null && app.secret().isEmpty())
                .orElseThrow(() -> new OAuthException(OAuth2Error.INVALID_CLIENT));
    }
}
