package latchkey.login;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Limits;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.session.SignedIn;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may become of an account while its password is hashed. */
class SignInTableTest {

    private static final World WORLD = World.start();
    private static final Region AU = new Regions(WORLD.settings()).of("au").orElseThrow();

    private final SignInTable table = new SignInTable(WORLD.pool());

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password = 'another'", "email = 'another@example.test'", "disabled_at = now()"})
    void an_account_that_changed_meanwhile_is_not_signed_in_to(String change) {
        Attempt attempt = attempt();
        Candidate candidate = await(table.begin(attempt));
        WORLD.sql("update account set " + change + " where id = $1", candidate.account());

        var signedIn = new SignedIn(Ids.secret(), attempt.device(), candidate.account());
        assertThat(await(table.succeed(attempt, candidate, signedIn, Duration.ofDays(1))))
                .isFalse();
        assertThat(WORLD.count("session where subject = $1", candidate.account()))
                .isZero();
        assertThat(WORLD.count("device where account_id = $1", candidate.account()))
                .isZero();
    }

    @Test
    void a_renewed_hash_overwrites_no_password_that_was_set_meanwhile() {
        Candidate candidate = await(table.begin(attempt()));
        WORLD.sql("update account set password = 'set meanwhile' where id = $1", candidate.account());
        await(table.replaceHash(candidate, "renewed"));
        assertThat(WORLD.count("account where id = $1 and password = 'set meanwhile'", candidate.account()))
                .isEqualTo(1);
    }

    /** At a new account. */
    private static Attempt attempt() {
        String email = UUID.randomUUID() + "@example.test";
        WORLD.account("au", email);
        var caller = new Caller("192.0.2.1", "test", Optional.empty(), () -> true);
        return Attempt.ofBrowser(AU, email, caller, new Limits(WORLD.settings()));
    }
}
