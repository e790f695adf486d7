package latchkey.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import latchkey.config.Settings;
import latchkey.key.Forger;
import latchkey.key.Ids;
import latchkey.key.Keyring;
import latchkey.key.SigningKey;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AccessTokensTest {

    private static final Map<String, String> SECRET = Map.of("secret", "the first secret, longer than 32 bytes");
    private static final Map<String, String> OTHER = Map.of("secret", "the second secret, longer than 32 bytes");
    private static final Audience AU = new Audience("au", "https://au.example");
    private static final Audience NZ = new Audience("nz", "https://nz.example");

    private final UUID account = Ids.ordered();
    private final UUID session = Ids.secret();

    @Test
    void a_token_says_what_rfc_9068_asks_for(Vertx vertx) {
        String[] parts = issue(tokens(vertx, SECRET)).split("\\.", -1);
        JsonObject header = json(parts[0]);
        JsonObject claims = json(parts[1]);
        assertThat(header.getString("typ")).isEqualTo("at+jwt");
        assertThat(header.getString("alg")).isEqualTo("ES256");
        assertThat(header.getString("kid")).isNotBlank();
        assertThat(claims.getString("iss")).isEqualTo("https://au.example");
        assertThat(claims.getString("aud")).isEqualTo("https://au.example");
        assertThat(claims.getString("sub")).isEqualTo(account.toString());
        assertThat(claims.getString("sid")).isEqualTo(session.toString());
        assertThat(claims.getString("region")).isEqualTo("au");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(300);
        assertThat(claims.getString("jti")).isNotBlank();
    }

    @Test
    void anybody_can_verify_a_token_by_the_published_keys(Vertx vertx) throws Exception {
        var tokens = tokens(vertx, SECRET);
        JsonObject jwk = tokens.jwks().getJsonArray("keys").getJsonObject(0);
        String[] parts = issue(tokens).split("\\.", -1);
        assertThat(json(parts[0]).getString("kid")).isEqualTo(jwk.getString("kid"));
        assertThat(isSignedBy(jwk, parts[0] + "." + parts[1], parts[2])).isTrue();
        assertThat(isSignedBy(jwk, parts[0] + "." + parts[1] + "A", parts[2])).isFalse();
    }

    @Test
    void a_token_is_for_one_audience(Vertx vertx) {
        var tokens = tokens(vertx, SECRET);
        String token = issue(tokens);
        assertThat(verify(tokens, AU, token)).contains(session);
        assertThat(verify(tokens, NZ, token)).isEmpty();
        assertThat(verify(tokens, Audience.STAFF, token)).isEmpty();
        assertThat(verify(tokens, new Audience("fr", "https://fr.example"), token))
                .isEmpty();
    }

    @Test
    void two_keys_are_live_while_the_secret_is_rotated(Vertx vertx) {
        String old = issue(tokens(vertx, SECRET));
        var rotated = tokens(vertx, Map.of("secret", OTHER.get("secret"), "previous-secret", SECRET.get("secret")));
        assertThat(verify(rotated, AU, old)).isPresent();
        assertThat(verify(rotated, AU, issue(rotated))).isPresent();
        assertThat(rotated.jwks().getJsonArray("keys")).hasSize(2);
        assertThat(rotated.jwks().encode()).doesNotContain("\"d\"");
        assertThat(verify(tokens(vertx, OTHER), AU, old)).isEmpty();
    }

    /** Another key would make every token of a backend of the version before invalid. */
    @Test
    void every_backend_of_every_version_derives_the_same_key(Vertx vertx) {
        JsonObject jwk = tokens(vertx, SECRET).jwks().getJsonArray("keys").getJsonObject(0);
        assertThat(jwk.getString("kid")).isEqualTo("MJJ8sn1oP4yTtUbp0zp64hVIPFPRE6bLV3suTQv9VSM");
    }

    @Test
    void a_token_is_valid_from_its_issue_until_it_expires(Vertx vertx) {
        var tokens = tokens(vertx, SECRET);
        Instant now = Instant.now();
        assertThat(verify(tokens, AU, issue(tokensAt(vertx, now.minusSeconds(290)))))
                .isPresent();
        assertThat(verify(tokens, AU, issue(tokensAt(vertx, now.minusSeconds(306)))))
                .isEmpty();
        assertThat(verify(tokens, AU, issue(tokensAt(vertx, now.plusSeconds(60)))))
                .isEmpty();
    }

    @Test
    void a_token_of_a_backend_whose_clock_is_a_little_ahead_or_behind_is_valid(Vertx vertx) {
        var tokens = tokens(vertx, SECRET);
        Instant now = Instant.now();
        for (int seconds : List.of(1, 4)) {
            assertThat(verify(tokens, AU, issue(tokensAt(vertx, now.plusSeconds(seconds)))))
                    .isPresent();
        }
        assertThat(verify(tokens, AU, issue(tokensAt(vertx, now.minusSeconds(301)))))
                .isPresent();
    }

    @Test
    void a_token_of_another_type_or_key_or_without_an_end_is_refused_though_we_signed_it(Vertx vertx) {
        var tokens = tokens(vertx, SECRET);
        assertThat(verify(tokens, AU, signed(header -> header, claims -> claims)))
                .isPresent();
        for (String type : List.of("JWT", "logout+jwt", "AT+JWT", "")) {
            assertThat(verify(tokens, AU, signed(header -> header.put("typ", type), claims -> claims)))
                    .isEmpty();
        }
        assertThat(verify(tokens, AU, signed(header -> without(header, "typ"), claims -> claims)))
                .isEmpty();
        assertThat(verify(tokens, AU, signed(header -> header.put("kid", "another"), claims -> claims)))
                .isEmpty();
        assertThat(verify(tokens, AU, signed(header -> header.put("alg", "ES384"), claims -> claims)))
                .isEmpty();
        assertThat(verify(tokens, AU, signed(header -> header, claims -> without(claims, "exp"))))
                .isEmpty();
    }

    @Test
    void a_token_of_a_foreign_issuer_or_audience_is_refused_though_we_signed_it(Vertx vertx) {
        var tokens = tokens(vertx, SECRET);
        for (String claim : List.of("iss", "aud")) {
            assertThat(verify(tokens, AU, signed(header -> header, claims -> claims.put(claim, NZ.name()))))
                    .isEmpty();
            assertThat(verify(tokens, AU, signed(header -> header, claims -> claims.put(claim, 1))))
                    .isEmpty();
            assertThat(verify(tokens, AU, signed(header -> header, claims -> without(claims, claim))))
                    .isEmpty();
        }
        assertThat(verify(tokens, AU, signed(header -> header, claims -> claims.put("sid", "none"))))
                .isEmpty();
        assertThat(verify(tokens, AU, signed(header -> header, claims -> without(claims, "sid"))))
                .isEmpty();
    }

    @Test
    void forged_tokens_are_refused(Vertx vertx) throws Exception {
        var tokens = tokens(vertx, SECRET);
        String token = issue(tokens);
        String[] parts = token.split("\\.", -1);
        JsonObject jwk = tokens.jwks().getJsonArray("keys").getJsonObject(0);
        String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + parts[1];
        String hmac = base64("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}") + "." + parts[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(jwk.encode().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String hmacSignature = base64(mac.doFinal(hmac.getBytes(StandardCharsets.UTF_8)));
        for (String forged : List.of(
                none,
                none + ".",
                none + "." + parts[2],
                hmac + "." + hmacSignature,
                hmac + "." + hmacSignature + hmacSignature,
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + base64("{}") + "." + parts[2],
                parts[0] + "." + parts[1] + "." + "A".repeat(86),
                issue(tokens(vertx, OTHER)),
                token + "x",
                token + ".",
                "." + token,
                "",
                ".",
                "..",
                "a.b.c",
                "{}")) {
            assertThat(verify(tokens, AU, forged)).as(forged).isEmpty();
        }
    }

    private String issue(AccessTokens tokens) {
        return tokens.issue(AU, account, session);
    }

    private static Optional<UUID> verify(AccessTokens tokens, Audience audience, String token) {
        return World.await(tokens.session(audience, token));
    }

    /** A token that differs from ours in its header or its claims alone. */
    private String signed(UnaryOperator<JsonObject> header, UnaryOperator<JsonObject> claims) {
        SigningKey key = keys(SECRET).getFirst();
        long now = Instant.now().getEpochSecond();
        var ours = new JsonObject()
                .put("iss", AU.name())
                .put("aud", AU.name())
                .put("sub", account.toString())
                .put("sid", session.toString())
                .put("iat", now)
                .put("exp", now + 300);
        String input = base64(header.apply(new JsonObject()
                                .put("alg", "ES256")
                                .put("typ", "at+jwt")
                                .put("kid", key.id()))
                        .encode())
                + "." + base64(claims.apply(ours).encode());
        return Forger.signed(key, input);
    }

    private static JsonObject without(JsonObject json, String name) {
        json.remove(name);
        return json;
    }

    /** As any program would that knows nothing but the JWKS. */
    private static boolean isSignedBy(JsonObject jwk, String input, String signature) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(number(jwk.getString("x")), number(jwk.getString("y")));
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
        verifier.update(input.getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(Base64.getUrlDecoder().decode(signature));
    }

    private static BigInteger number(String coordinate) {
        byte[] bytes = Base64.getUrlDecoder().decode(coordinate);
        assertThat(bytes).hasSize(32);
        return new BigInteger(1, bytes);
    }

    private static AccessTokens tokens(Vertx vertx, Map<String, String> secrets) {
        return tokens(vertx, secrets, InstantSource.system());
    }

    private static AccessTokens tokensAt(Vertx vertx, Instant time) {
        return tokens(vertx, SECRET, InstantSource.fixed(time));
    }

    private static AccessTokens tokens(Vertx vertx, Map<String, String> secrets, InstantSource clock) {
        return new AccessTokens(vertx, keys(secrets), List.of(AU, NZ, Audience.STAFF), Duration.ofMinutes(5), clock);
    }

    private static List<SigningKey> keys(Map<String, String> secrets) {
        return SigningKey.all(new Keyring(Settings.read(Map.of()).with(secrets)));
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
