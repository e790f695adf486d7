package latchkey.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import latchkey.key.Ids;
import latchkey.region.Region;
import latchkey.session.AccessTokens;

/** Id tokens (OpenID Connect Core 1.0, 2), and what an application may know of a client. */
final class IdTokens {

    /** The application reads it immediately; as a hint it may come back after it has expired. */
    private static final long VALIDITY_SECONDS = 300;

    private final AccessTokens signer;
    private final JWKSet keys;

    /** The application that an id token of ours was issued to, and the client it is about. */
    record Hint(String app, UUID account, UUID session) {}

    IdTokens(AccessTokens signer) {
        this.signer = signer;
        try {
            keys = JWKSet.parse(signer.jwks().encode());
        } catch (ParseException e) {
            throw new IllegalStateException("our own keys are JWKs", e);
        }
    }

    String issue(Region region, Grant grant) {
        long now = Instant.now().getEpochSecond();
        JsonObject claims = claims(region, grant)
                .put("iss", region.url().toString())
                .put("aud", grant.app())
                .put("iat", now)
                .put("exp", now + VALIDITY_SECONDS)
                .put("auth_time", grant.signedInAt().getEpochSecond())
                .put("sid", grant.session().toString())
                .put("amr", JsonArray.of("pwd"));
        grant.nonce().ifPresent(nonce -> claims.put("nonce", nonce));
        return signer.sign("JWT", claims);
    }

    /** The claims about a client that the scopes of the grant allow. */
    static JsonObject claims(Region region, Grant grant) {
        var claims = new JsonObject()
                .put("sub", grant.account().toString())
                .put("region", region.code())
                .put(
                        "jobs",
                        new JsonArray(grant.jobs().stream().map(UUID::toString).toList()));
        if (grant.has("email")) {
            claims.put("email", grant.email()).put("email_verified", true);
        }
        if (grant.has("profile")) {
            claims.put("name", grant.givenName() + " " + grant.familyName())
                    .put("given_name", grant.givenName())
                    .put("family_name", grant.familyName())
                    .put("zoneinfo", region.zone().getId())
                    .put("locale", region.locale().toLanguageTag());
        }
        return claims;
    }

    /** The content of an id token that we issued for this region, expired or not; empty for any other. */
    Optional<Hint> open(Region region, String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean ours = isSigned(jwt)
                    && JOSEObjectType.JWT.equals(jwt.getHeader().getType())
                    && Objects.equals(claims.getIssuer(), region.url().toString());
            List<String> audience = claims.getAudience();
            return ours && audience.size() == 1
                    ? Ids.parse(Objects.requireNonNullElse(claims.getSubject(), ""))
                            .flatMap(account ->
                                    session(claims).map(session -> new Hint(audience.getFirst(), account, session)))
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> session(JWTClaimsSet claims) {
        return claims.getClaim("sid") instanceof String sid ? Ids.parse(sid) : Optional.empty();
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        var key = Optional.ofNullable(jwt.getHeader().getKeyID()).map(keys::getKeyByKeyId);
        return key.isPresent() && jwt.verify(new ECDSAVerifier(key.get().toECKey()));
    }
}
