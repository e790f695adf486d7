package latchkey.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import latchkey.config.Settings;
import latchkey.key.Ids;
import latchkey.key.Keyring;
import latchkey.key.SigningKey;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AccessTokensTest {

    private static final String SECRET = "the first secret, longer than 32 bytes";
    private static final String OTHER = "the second secret, longer than 32 bytes";
    private static final Audience AU = new Audience("au", "https://au.example");
    private static final Audience NZ = new Audience("nz", "https://nz.example");

    private final UUID account = Ids.ordered();
    private final UUID session = Ids.secret();

    @Test
    void a_token_says_what_rfc_9068_asks_for(Vertx vertx) {
        String[] parts = issue(tokens(vertx, Map.of("secret", SECRET))).split("\\.", -1);
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
    void a_token_is_for_one_audience(Vertx vertx) {
        var tokens = tokens(vertx, Map.of("secret", SECRET));
        String token = issue(tokens);
        assertThat(tokens.verify(AU, token).map(AccessTokens.Verified::session)).contains(session);
        assertThat(tokens.verify(AU, token).map(AccessTokens.Verified::subject)).contains(account);
        assertThat(tokens.verify(NZ, token)).isEmpty();
        assertThat(tokens.verify(Audience.STAFF, token)).isEmpty();
    }

    @Test
    void two_keys_are_live_while_the_secret_is_rotated(Vertx vertx) {
        String old = issue(tokens(vertx, Map.of("secret", SECRET)));
        var rotated = tokens(vertx, Map.of("secret", OTHER, "previous-secret", SECRET));
        assertThat(rotated.verify(AU, old)).isPresent();
        assertThat(rotated.jwks().getJsonArray("keys")).hasSize(2);
        assertThat(rotated.jwks().encode()).doesNotContain("\"d\"");
        assertThat(tokens(vertx, Map.of("secret", OTHER)).verify(AU, old)).isEmpty();
    }

    @Test
    void every_backend_derives_the_same_key(Vertx vertx) {
        assertThat(tokens(vertx, Map.of("secret", SECRET)).jwks())
                .isEqualTo(tokens(vertx, Map.of("secret", SECRET)).jwks());
    }

    @Test
    void whoever_signs_a_token_is_verified_alike(Vertx vertx) {
        var tokens = tokens(vertx, Map.of("secret", SECRET));
        String byTheJdk = issue(tokens);
        tokens.hasten();
        String byBoringSsl = issue(tokens);
        assertThat(tokens.verify(AU, byTheJdk)).isPresent();
        assertThat(tokens.verify(AU, byBoringSsl)).isPresent();
    }

    @Test
    void an_expired_token_is_refused_whether_or_not_it_was_verified_before(Vertx vertx) {
        var now = new AtomicReference<>(Instant.now());
        var tokens = tokens(vertx, Map.of("secret", SECRET), now::get);
        String token = issue(tokens);
        assertThat(tokens.verify(AU, token)).isPresent();
        now.updateAndGet(time -> time.plusSeconds(301));
        assertThat(tokens.verify(AU, token)).isEmpty();
        now.updateAndGet(time -> time.minusSeconds(1_000));
        assertThat(tokens.verify(AU, issue(tokens))).isEmpty();
    }

    @Test
    void forged_tokens_are_refused(Vertx vertx) throws Exception {
        var tokens = tokens(vertx, Map.of("secret", SECRET));
        String token = issue(tokens);
        String[] parts = token.split("\\.", -1);
        String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
        assertThat(tokens.verify(AU, none + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.verify(AU, none + "." + parts[1])).isEmpty();
        assertThat(tokens.verify(AU, parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(tokens.verify(AU, parts[0] + "." + base64("{}") + "." + parts[2]))
                .isEmpty();
        JsonObject jwk = tokens.jwks().getJsonArray("keys").getJsonObject(0);
        String input = base64("{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}") + "." + parts[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(jwk.encode().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
        assertThat(tokens.verify(AU, input + "." + signature)).isEmpty();
        String foreign = issue(tokens(vertx, Map.of("secret", OTHER)));
        assertThat(tokens.verify(AU, foreign)).isEmpty();
        for (String rubbish : List.of("", ".", "..", "a.b.c", "{}", token + "x")) {
            assertThat(tokens.verify(AU, rubbish)).isEmpty();
        }
    }

    @Test
    void signing_leaves_the_event_loop_alone(Vertx vertx) throws Exception {
        var tokens = tokens(vertx, Map.of("secret", SECRET));
        var told = new CompletableFuture<Boolean>();
        vertx.runOnContext(go -> {
            var token = tokens.issue(AU, account, session);
            boolean isSignedInThisTurn = token.isComplete();
            token.onComplete(signed -> told.complete(!isSignedInThisTurn && Context.isOnEventLoopThread()));
        });
        assertThat(told.get(10, TimeUnit.SECONDS)).isTrue();
    }

    private String issue(AccessTokens tokens) {
        return World.await(tokens.issue(AU, account, session));
    }

    private static AccessTokens tokens(Vertx vertx, Map<String, String> secrets) {
        return tokens(vertx, secrets, InstantSource.system());
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
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
