package latchkey.password.hash;

import static java.util.concurrent.TimeUnit.SECONDS;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import latchkey.password.Password;
import latchkey.password.hash.Argon2.Parameters;
import latchkey.password.pool.HashPool;
import latchkey.password.pool.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {

    private static final Parameters CONFIGURED = new Parameters(64, 2, 1);
    private static final Password HORSE = new Password("correct horse battery");
    private static final Password MULE = new Password("correct mule battery");

    private final Vertx vertx = Vertx.vertx();
    private final Derivations derivations = new Derivations();
    private final PasswordHasher hasher = new PasswordHasher(
            new Argon2(CONFIGURED, Optional.of(derivations)),
            new HashPool(vertx, 1, 10, Duration.ofSeconds(10), new SimpleMeterRegistry()));

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
    void without_an_account_every_password_is_wrong_and_costs_what_a_real_one_costs() {
        String phc = done(hasher.hash(HORSE, () -> true));
        derivations.made.clear();
        assertThat(match(MULE, Optional.of(phc))).isEqualTo(PasswordMatch.WRONG);
        assertThat(match(MULE, Optional.empty())).isEqualTo(PasswordMatch.WRONG);
        assertThat(derivations.made).containsExactly(CONFIGURED, CONFIGURED);
    }

    @Test
    void a_right_password_is_outdated_if_its_hash_has_other_parameters_weaker_or_stronger() {
        for (var other : List.of(new Parameters(64, 1, 1), new Parameters(128, 1, 1), new Parameters(128, 3, 1))) {
            Optional<String> phc = Optional.of(new Argon2(other).hash(HORSE));
            assertThat(match(HORSE, phc)).isEqualTo(PasswordMatch.RIGHT_BUT_OUTDATED);
            assertThat(match(MULE, phc)).isEqualTo(PasswordMatch.WRONG);
        }
    }

    @Test
    void only_an_outdated_hash_is_renewed_at_the_configured_parameters() throws Exception {
        var stored = new ConcurrentLinkedQueue<String>();
        for (var match : PasswordMatch.values()) {
            hasher.renew(match, Optional.of(HORSE), phc -> {
                stored.add(phc);
                return Future.succeededFuture();
            });
        }
        eventually(() -> stored, phcs -> assertThat(phcs).hasSize(1));
        assertThat(match(HORSE, Optional.of(stored.element()))).isEqualTo(PasswordMatch.RIGHT);
        assertThat(derivations.made).hasSize(2);
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

    /** Derives, and notes at which cost. */
    private static final class Derivations implements Argon2.Derivation {

        final ConcurrentLinkedQueue<Parameters> made = new ConcurrentLinkedQueue<>();
        private final Argon2.Derivation derivation = new BouncyCastle();

        @Override
        public boolean supports(Parameters parameters, int saltBytes) {
            return true;
        }

        @Override
        public byte[] derive(byte[] password, byte[] salt, Parameters parameters, int length) {
            made.add(parameters);
            return derivation.derive(password, salt, parameters, length);
        }
    }
}
