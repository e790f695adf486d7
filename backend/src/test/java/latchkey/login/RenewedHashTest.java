package latchkey.login;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import latchkey.password.Password;
import latchkey.password.hash.Argon2;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client's hash has the configured parameters, here m=64,t=1, from the next sign-in on. */
class RenewedHashTest {

    private static final World WORLD = World.start();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @CsvSource({"19456, 2", "7168, 5", "8, 1", "8, 8"})
    void a_hash_with_other_parameters_verifies_and_is_renewed(int memoryKib, int iterations) throws Exception {
        String email = "m" + memoryKib + "t" + iterations + "@example.test";
        WORLD.account("au", email);
        WORLD.sql("update account set password = $1 where email = $2", hashOf(memoryKib, iterations), email);
        isSignedIn(email);
        eventually(() -> storedHash(email), hash -> assertThat(hash).contains("$m=64,t=1,p=1$"));
        isSignedIn(email);
    }

    @Test
    void a_wrong_password_renews_nothing() {
        WORLD.account("au", "client@example.test");
        String older = hashOf(32, 1);
        WORLD.sql("update account set password = $1 where email = 'client@example.test'", older);
        eventually(
                () -> signIn("client@example.test", "a wrong password"),
                status -> assertThat(status).isEqualTo(401));
        assertThat(storedHash("client@example.test")).isEqualTo(older);
    }

    /** Where other work holds the processors, some are told to come back. */
    private static void isSignedIn(String email) {
        eventually(() -> signIn(email, PASSWORD), status -> assertThat(status).isEqualTo(303));
    }

    private static int signIn(String email, String password) {
        return WORLD.portal("au")
                .post("/login", "email", email, "password", password)
                .status();
    }

    private static String storedHash(String email) {
        return WORLD.sql("select password from account where email = $1", email)
                .iterator()
                .next()
                .getString(0);
    }

    private static String hashOf(int memoryKib, int iterations) {
        var settings = WORLD.settings()
                .with(Map.of(
                        "password.argon2.memory-kib", Integer.toString(memoryKib),
                        "password.argon2.iterations", Integer.toString(iterations)));
        return new Argon2(Argon2.Parameters.of(settings))
                .hash(Password.typed(PASSWORD).orElseThrow());
    }
}
