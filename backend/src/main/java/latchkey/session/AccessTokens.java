package latchkey.session;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import latchkey.key.Base64Url;
import latchkey.key.Ids;
import latchkey.key.SigningKey;

/**
 * Access tokens: JWTs of RFC 9068. {@link SigningKey} signs them, since JWTAuth writes a fixed {@code typ}; JWTAuth
 * verifies them (docs/decisions/002-sessions-and-tokens.md). For any thread.
 */
public final class AccessTokens {

    private static final String TYPE = "at+jwt";

    /** Two coordinates of 32 bytes in base64url: JWTAuth ignores extra characters. */
    private static final int SIGNATURE_LENGTH = 86;

    /** How far the clocks of two backends may differ: the one that issued a token need not be the one that reads it. */
    private static final int LEEWAY_SECONDS = 5;

    private final List<SigningKey> keys;
    private final Duration validity;
    private final InstantSource clock;
    private final Map<String, JWTAuth> verifiers;

    public AccessTokens(Vertx vertx, List<SigningKey> keys, Collection<Audience> audiences, Duration validity) {
        this(vertx, keys, audiences, validity, InstantSource.system());
    }

    /** @param clock for issued tokens; verified ones are measured by the system's */
    AccessTokens(
            Vertx vertx,
            List<SigningKey> keys,
            Collection<Audience> audiences,
            Duration validity,
            InstantSource clock) {
        this.keys = keys;
        this.validity = validity;
        this.clock = clock;
        verifiers = audiences.stream().collect(Collectors.toMap(Audience::code, one -> verifier(vertx, keys, one)));
    }

    public Duration validity() {
        return validity;
    }

    public String issue(Audience audience, UUID subject, UUID session) {
        long now = clock.instant().getEpochSecond();
        return sign(
                TYPE,
                new JsonObject()
                        .put("iss", audience.name())
                        .put("aud", audience.name())
                        .put("sub", subject.toString())
                        .put("region", audience.code())
                        .put("sid", session.toString())
                        .put("iat", now)
                        .put("exp", now + validity.toSeconds())
                        .put("jti", Ids.secret().toString()));
    }

    /** A token of another kind, signed with the same key. */
    public String sign(String type, JsonObject claims) {
        return keys.getFirst().sign(type, claims);
    }

    /** The session of a token, if that is one of ours, for this audience, and not expired; else empty. Never fails. */
    public Future<Optional<UUID>> session(Audience audience, String token) {
        return Future.succeededFuture(token)
                .map(AccessTokens::requireForm)
                .compose(
                        sent -> requireNonNull(verifiers.get(audience.code())).authenticate(new TokenCredentials(sent)))
                .map(user -> user.attributes().getJsonObject("accessToken"))
                .map(claims -> Ids.parse(claims.getString("sid", "")))
                // A token with any fault is simply not valid.
                .otherwise(Optional.empty());
    }

    /** The public keys, as RFC 7517 has them. */
    public JsonObject jwks() {
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray(keys.stream().map(SigningKey::publicJwk).toList()));
    }

    /** What JWTAuth does not check: the length of the signature, the type, and that the token expires at all. */
    private static String requireForm(String token) {
        String[] parts = token.split("\\.", -1);
        boolean isWellFormed = parts.length == 3
                && parts[2].length() == SIGNATURE_LENGTH
                && TYPE.equals(decoded(parts[0]).getString("typ"))
                && decoded(parts[1]).getLong("exp") != null;
        if (!isWellFormed) {
            throw new IllegalArgumentException("not an access token");
        }
        return token;
    }

    private static JWTAuth verifier(Vertx vertx, List<SigningKey> keys, Audience audience) {
        var options = new JWTAuthOptions()
                .setJWTOptions(new JWTOptions()
                        .setAlgorithm("ES256")
                        .setLeeway(LEEWAY_SECONDS)
                        .setIssuer(audience.name())
                        .setAudience(List.of(audience.name())));
        keys.forEach(key -> options.addJwk(key.publicJwk()));
        return JWTAuth.create(vertx, options);
    }

    private static JsonObject decoded(String part) {
        return new JsonObject(Buffer.buffer(Base64Url.decode(part).orElseThrow()));
    }
}
