package latchkey.session;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import latchkey.key.Ids;
import latchkey.key.SigningKey;
import latchkey.web.Listener;

/**
 * Access tokens: JWTs of RFC 9068, signed with ES256. Issuing is our own because JWTAuth writes a fixed {@code typ};
 * verifying is JWTAuth's (docs/decisions/002-access-tokens.md). For any thread.
 */
public final class AccessTokens {

    /** What a valid token says. */
    public record Verified(UUID subject, UUID session, Instant expiresAt) {}

    /** Two coordinates of 32 bytes in base64url: JWTAuth would read past further characters. */
    private static final int SIGNATURE_LENGTH = 86;

    private final List<SigningKey> keys;
    private final WorkerExecutor signers;
    private final Duration validity;
    private final InstantSource clock;
    private final String header;
    private final Map<String, JWTAuth> verifiers;
    private final Remembered remembered = new Remembered();

    public AccessTokens(Vertx vertx, List<SigningKey> keys, Collection<Audience> audiences, Duration validity) {
        this(vertx, keys, audiences, validity, InstantSource.system());
    }

    AccessTokens(
            Vertx vertx,
            List<SigningKey> keys,
            Collection<Audience> audiences,
            Duration validity,
            InstantSource clock) {
        this.keys = keys;
        signers = vertx.createSharedWorkerExecutor("latchkey-signing", Listener.EVENT_LOOPS);
        this.validity = validity;
        this.clock = clock;
        header = base64(new JsonObject()
                .put("alg", "ES256")
                .put("typ", "at+jwt")
                .put("kid", keys.getFirst().id()));
        verifiers = audiences.stream().collect(Collectors.toMap(Audience::code, one -> verifier(vertx, one)));
    }

    /** Makes signing quicker where that is possible; blocks for a tenth of a second, and nobody waits for it. */
    public void hasten() {
        keys.getFirst().hasten();
    }

    public Duration validity() {
        return validity;
    }

    /** Signs on another thread: an event loop can answer somebody else meanwhile. */
    public Future<String> issue(Audience audience, UUID subject, UUID session) {
        long now = clock.instant().getEpochSecond();
        String input = header + "."
                + base64(new JsonObject()
                        .put("iss", audience.name())
                        .put("aud", audience.name())
                        .put("sub", subject.toString())
                        .put("region", audience.code())
                        .put("sid", session.toString())
                        .put("iat", now)
                        .put("exp", now + validity.toSeconds())
                        .put("jti", Ids.secret().toString()));
        return signers.executeBlocking(() -> input + "." + signature(input), false);
    }

    /** What the token says, if it is one of ours, for this audience, and not expired. */
    public Optional<Verified> verify(Audience audience, String token) {
        if (token.length() - token.lastIndexOf('.') - 1 != SIGNATURE_LENGTH) {
            return Optional.empty();
        }
        String digest = audience.code() + digest(token);
        return remembered
                .get(digest)
                .or(() -> check(audience, token).map(verified -> remembered.put(digest, verified)))
                .filter(verified -> verified.expiresAt().isAfter(clock.instant()));
    }

    /** The public keys, as RFC 7517 has them. */
    public JsonObject jwks() {
        return new JsonObject()
                .put(
                        "keys",
                        new JsonArray(keys.stream().map(SigningKey::publicJwk).toList()));
    }

    private Optional<Verified> check(Audience audience, String token) {
        var answer = Optional.ofNullable(verifiers.get(audience.code()))
                .map(verifier -> verifier.authenticate(new TokenCredentials(token)));
        return answer.filter(user -> user.succeeded())
                .map(user -> user.result().attributes().getJsonObject("accessToken"))
                .flatMap(AccessTokens::read);
    }

    private static Optional<Verified> read(JsonObject claims) {
        Long expires = claims.getLong("exp");
        return expires == null
                ? Optional.empty()
                : Ids.parse(claims.getString("sub", ""))
                        .flatMap(subject -> Ids.parse(claims.getString("sid", ""))
                                .map(session -> new Verified(subject, session, Instant.ofEpochSecond(expires))));
    }

    private JWTAuth verifier(Vertx vertx, Audience audience) {
        var options = new JWTAuthOptions()
                .setJWTOptions(new JWTOptions()
                        .setAlgorithm("ES256")
                        .setIssuer(audience.name())
                        .setAudience(List.of(audience.name())));
        keys.forEach(key -> options.addJwk(key.publicJwk()));
        return JWTAuth.create(vertx, options);
    }

    private String signature(String input) {
        byte[] signature = keys.getFirst().sign(input.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(JsonObject json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of the JDK", e);
        }
    }
}
