package latchkey.password.hash;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import latchkey.config.Settings;
import latchkey.password.Password;
import latchkey.password.pool.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private static final Settings CHEAP =
            Settings.read(Map.of()).with(Map.of("password.argon2.memory-kib", "64", "password.argon2.iterations", "1"));
    private static final Password HORSE = new Password("correct horse battery");
    private static final Password MULE = new Password("correct mule battery");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PasswordHasher hasher = new PasswordHasher(vertx, CHEAP, registry);

    @AfterEach
    void stop() throws TimeoutException {
        hasher.close();
        vertx.close().await(10, SECONDS);
    }

    @Test
    void the_password_that_was_set_is_right_and_another_is_wrong() {
        String phc = done(hasher.hash(HORSE, () -> true));
        assertThat(match(HORSE, Optional.of(phc))).isEqualTo(PasswordMatch.RIGHT);
        assertThat(match(MULE, Optional.of(phc))).isEqualTo(PasswordMatch.WRONG);
    }

    @Test
    void without_an_account_every_password_is_wrong_and_costs_a_hash() {
        assertThat(match(HORSE, Optional.empty())).isEqualTo(PasswordMatch.WRONG);
        assertThat(registry.get("latchkey.password.wait").timer().count()).isEqualTo(1);
    }

    @Test
    void a_right_password_with_a_weaker_hash_asks_for_a_stronger_one() {
        String phc = done(hasher.hash(HORSE, () -> true));
        var stronger = new PasswordHasher(vertx, CHEAP.with(Map.of("password.argon2.memory-kib", "128")), registry);
        try (stronger) {
            assertThat(done(stronger.verify(HORSE, Optional.of(phc), Priority.STRANGER, () -> true)))
                    .isEqualTo(PasswordMatch.RIGHT_BUT_OUTDATED);
            assertThat(done(stronger.verify(MULE, Optional.of(phc), Priority.STRANGER, () -> true)))
                    .isEqualTo(PasswordMatch.WRONG);
            assertThat(done(stronger.rehash(HORSE))).contains("m=128,");
        }
    }

    private PasswordMatch match(Password typed, Optional<String> phc) {
        return done(hasher.verify(typed, phc, Priority.STRANGER, () -> true));
    }

    private static <T> T done(Future<T> future) {
        try {
            return future.await(10, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
