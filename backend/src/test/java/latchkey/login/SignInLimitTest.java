package latchkey.login;

import static latchkey.testing.World.PASSWORD;
import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Limits;
import latchkey.region.Regions;
import latchkey.session.SignedIn;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Wrong passwords are counted when they fail, and guesses that come together can't slip past the count. */
class SignInLimitTest {

    private static final int ALLOWED = 10;
    private static final World WORLD = World.start(Map.of("limits.sign-in-by-account-and-network", ALLOWED + "/15m"));

    private final SignInTable table = new SignInTable(WORLD.pool());

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void of_guesses_that_come_together_only_as_many_as_the_limit_allows_learn_that_they_were_wrong() throws Exception {
        WORLD.account("au", "together@example.test");
        List<Integer> statuses = atOnce(4 * ALLOWED, "together@example.test", "not the password");
        assertThat(statuses).containsOnly(401, 429);
        assertThat(statuses).filteredOn(status -> status == 401).hasSize(ALLOWED);
        assertThat(failures("together@example.test")).isEqualTo(ALLOWED);
    }

    @Test
    void guesses_on_several_backends_are_counted_together() {
        Attempt guess = attempt("several@example.test");
        List<Optional<?>> limited =
                IntStream.range(0, 3 * ALLOWED).mapToObj(i -> table.fail(guess, false, "password")).toList().stream()
                        .<Optional<?>>map(World::await)
                        .toList();
        assertThat(limited).filteredOn(Optional::isEmpty).hasSize(ALLOWED);
        assertThat(failures("several@example.test")).isEqualTo(ALLOWED);
        assertThat(await(table.begin(guess, guess.counters())).limitedUntil()).isPresent();
    }

    @Test
    void a_right_password_opens_nothing_once_others_guessed_too_often_while_it_was_hashed() {
        WORLD.account("nz", "meanwhile@example.test");
        Attempt attempt = attempt("meanwhile@example.test");
        Candidate candidate = await(table.begin(attempt, attempt.counters()));
        assertThat(candidate.limitedUntil()).isEmpty();
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(await(table.fail(attempt, false, "password"))).isEmpty();
        }
        var signedIn = new SignedIn(Ids.secret(), Ids.secret(), candidate.account());
        assertThat(await(table.succeed(attempt, candidate, signedIn, Duration.ofHours(1))))
                .isFalse();
        assertThat(WORLD.count("session where subject = $1", candidate.account()))
                .isZero();
        assertThat(await(table.fail(attempt, false, "changed"))).isPresent();
    }

    @Test
    void one_right_password_forgives_what_was_wrong_before_and_counts_nothing() {
        WORLD.account("us", "forgiven@example.test");
        Browser browser = WORLD.portal("us");
        for (int round = 0; round < 2; round++) {
            for (int i = 1; i < ALLOWED; i++) {
                assertThat(signIn(browser, "forgiven@example.test", "not the password"))
                        .isEqualTo(401);
            }
            assertThat(signIn(WORLD.portal("us"), "forgiven@example.test", PASSWORD))
                    .isEqualTo(303);
        }
        assertThat(WORLD.count("rate_limit where key like '%forgiven@example.test%'"))
                .isZero();
    }

    private static List<Integer> atOnce(int many, String email, String password) throws InterruptedException {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            return clients
                    .invokeAll(IntStream.range(0, many)
                            .<Callable<Integer>>mapToObj(i -> () -> signIn(WORLD.portal("au"), email, password))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private static int signIn(Browser browser, String email, String password) {
        return browser.post("/login", "email", email, "password", password).status();
    }

    private static Attempt attempt(String email) {
        var caller = new Caller("198.51.100.7", "a browser", Optional.empty(), () -> true);
        var region = new Regions(WORLD.settings()).of("nz").orElseThrow();
        return Attempt.of(region, email, caller, new Limits(WORLD.settings()));
    }

    private static long failures(String email) {
        return WORLD.count("event where kind = 'sign-in-failed' and details ->> 'email' = $1", email);
    }
}
