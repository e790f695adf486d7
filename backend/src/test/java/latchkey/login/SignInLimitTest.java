package latchkey.login;

import static latchkey.testing.World.PASSWORD;
import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import latchkey.Backend;
import latchkey.testing.Browser;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each try is counted before it is checked, by names that nobody can make for others. */
class SignInLimitTest {

    private static final int ALLOWED = 4;
    private static final int BY_ACCOUNT = 9;
    private static final int BY_NETWORK = 15;
    private static final String WRONG = "not the password";
    private static final World WORLD = World.start(Map.of(
            "trusted-proxies", "127.0.0.1",
            "limits.sign-in-by-account-and-network", ALLOWED + "/15m",
            "limits.sign-in-by-account", BY_ACCOUNT + "/30d",
            "limits.sign-in-by-network", BY_NETWORK + "/15m"));

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void of_guesses_that_come_together_as_many_as_the_limit_allows_are_checked() throws Exception {
        WORLD.account("au", "together@example.test");
        var guesses = IntStream.range(0, 5 * ALLOWED)
                .<Callable<Integer>>mapToObj(
                        i -> () -> signIn(from("au", "192.0.2.1"), "together@example.test", WRONG + i))
                .toList();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses =
                    clients.invokeAll(guesses).stream().map(Future::resultNow).toList();
            // On a busy machine some are told to come back, and were no guess.
            assertThat(statuses).isSubsetOf(401, 429, 503);
            assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(1, ALLOWED);
        }
        assertThat(WORLD.count("event where kind = 'sign-in-failed' and details ->> 'email' = 'together@example.test'"))
                .isBetween(1L, (long) ALLOWED);
    }

    @Test
    void guesses_at_several_backends_are_counted_together() {
        Backend other = await(Backend.start(WORLD.settings()));
        try {
            WORLD.account("nz", "several@example.test");
            for (int i = 0; i < ALLOWED; i++) {
                int port = i % 2 == 0 ? WORLD.backend().portalPort() : other.portalPort();
                var browser = new Browser(WORLD.vertx(), port, "nz.localhost").with("x-forwarded-for", "192.0.2.2");
                assertThat(signIn(browser, "several@example.test", WRONG)).isEqualTo(401);
            }
            assertThat(signIn(from("nz", "192.0.2.2"), "several@example.test", PASSWORD))
                    .isEqualTo(429);
        } finally {
            await(other.stop());
        }
    }

    @Test
    void one_right_password_forgives_what_was_wrong_before_and_counts_nothing() {
        WORLD.account("us", "forgiven@example.test");
        for (int round = 0; round < 6; round++) {
            for (int i = 1; i < ALLOWED && round < 2; i++) {
                assertThat(signIn(from("us", "192.0.2.3"), "forgiven@example.test", WRONG))
                        .isEqualTo(401);
            }
            assertThat(signIn(from("us", "192.0.2.3"), "forgiven@example.test", PASSWORD))
                    .isEqualTo(303);
        }
        assertThat(WORLD.count("rate_limit where key like '%forgiven@example.test%'"))
                .isZero();
    }

    @Test
    void an_account_is_limited_however_many_networks_guess_and_whether_or_not_there_is_one() {
        WORLD.account("au", "popular@example.test");
        for (String email : List.of("popular@example.test", "nobody@example.test")) {
            for (int i = 0; i < BY_ACCOUNT; i++) {
                assertThat(signIn(from("au", "198.51.100." + i), email, WRONG)).isEqualTo(401);
            }
            assertThat(signIn(from("au", "198.51.100.99"), email, PASSWORD))
                    .as(email)
                    .isEqualTo(429);
        }
    }

    @Test
    void a_network_is_limited_however_many_accounts_it_guesses_at() {
        WORLD.account("au", "sprayed@example.test");
        for (int i = 0; i < BY_NETWORK; i++) {
            assertThat(signIn(from("au", "192.0.2.4"), "sprayed" + i + "@example.test", WRONG))
                    .isEqualTo(401);
        }
        assertThat(signIn(from("au", "192.0.2.4"), "sprayed@example.test", PASSWORD))
                .isEqualTo(429);
        assertThat(signIn(from("nz", "192.0.2.4"), "sprayed@example.test", PASSWORD))
                .as("another region")
                .isEqualTo(429);
        assertThat(signIn(from("au", "192.0.2.5"), "sprayed@example.test", PASSWORD))
                .isEqualTo(303);
    }

    @Test
    void the_networks_of_one_ipv6_site_are_limited_together() {
        WORLD.account("au", "site@example.test");
        for (int i = 0; i < 16 * BY_NETWORK; i++) {
            assertThat(programSignIn("2001:db8:7:" + Integer.toHexString(i * 257) + "::1", "no address " + i, "x"))
                    .isEqualTo(401);
        }
        assertThat(signIn(from("au", "2001:db8:7:fff3::2"), "site@example.test", PASSWORD))
                .isEqualTo(429);
        assertThat(signIn(from("au", "2001:db8:8:fff3::2"), "site@example.test", PASSWORD))
                .isEqualTo(303);
    }

    /** Such a text was part of a counter's name, and so counted as guesses at the account from a network of its own choice. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s 203.0.113.9",
                "%s  203.0.113.9",
                "%s\t203.0.113.9",
                "%s\u00a0203.0.113.9",
                "%s\u2003203.0.113.9",
                "%s\n203.0.113.9",
                "%s 11:203.0.113.9",
                "%S 203.0.113.9",
                "%s|203.0.113.9",
                "%s/203.0.113.9",
                "%s:203.0.113.9",
                "%s,203.0.113.9",
            })
    void text_that_is_no_address_shuts_nobody_out(String form) {
        String email = "victim" + Integer.toHexString(form.hashCode()) + "@example.test";
        WORLD.account("au", email);
        for (int i = 0; i < ALLOWED + 1; i++) {
            String network = "198.18.%d.%d".formatted(Math.floorMod(form.hashCode(), 250), i);
            assertThat(signIn(from("au", network), form.formatted(email), WRONG))
                    .isEqualTo(401);
        }
        assertThat(signIn(from("au", "203.0.113.9"), email, PASSWORD)).isEqualTo(303);
    }

    /** What the narrow limit refused used to count against the account, which one network so locked for 30 days. */
    @Test
    void one_network_uses_up_no_more_of_an_account_than_it_is_allowed() {
        WORLD.account("au", "besieged@example.test");
        for (int i = 0; i < 3 * BY_ACCOUNT; i++) {
            assertThat(programSignIn("198.51.100.200", "besieged@example.test", WRONG))
                    .isEqualTo(i < ALLOWED ? 401 : 429);
        }
        assertThat(signIn(from("au", "203.0.113.60"), "besieged@example.test", PASSWORD))
                .isEqualTo(303);
    }

    @Test
    void one_network_uses_up_no_more_of_its_site_than_it_is_allowed() {
        WORLD.account("au", "neighbour@example.test");
        for (int i = 0; i < 17 * BY_NETWORK; i++) {
            assertThat(programSignIn("2001:db8:9:1::1", "no address " + i, "x")).isEqualTo(i < BY_NETWORK ? 401 : 429);
        }
        assertThat(signIn(from("au", "2001:db8:9:2::1"), "neighbour@example.test", PASSWORD))
                .isEqualTo(303);
    }

    @Test
    void long_texts_share_no_counter_with_anybody() {
        String email = "long@example.test";
        WORLD.account("au", email);
        String begins = email + " " + "x".repeat(400);
        for (int i = 0; i < 2 * ALLOWED; i++) {
            assertThat(signIn(from("au", "198.19.0." + i), begins + i, WRONG)).isEqualTo(401);
        }
        assertThat(signIn(from("au", "198.19.0.1"), email, PASSWORD)).isEqualTo(303);
    }

    @Test
    void a_known_device_is_not_shut_out_by_others_guesses() {
        WORLD.account("au", "owner@example.test");
        Browser owner = from("au", "203.0.113.20");
        assertThat(signIn(owner, "owner@example.test", PASSWORD)).isEqualTo(303);
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(signIn(from("au", "203.0.113.20"), "owner@example.test", WRONG))
                    .isEqualTo(401);
        }
        assertThat(signIn(from("au", "203.0.113.20"), "owner@example.test", PASSWORD))
                .isEqualTo(429);
        assertThat(signIn(owner, "owner@example.test", PASSWORD)).isEqualTo(303);
    }

    @Test
    void a_known_device_has_a_limit_of_its_own() {
        WORLD.account("au", "thief@example.test");
        Browser stolen = from("au", "203.0.113.21");
        assertThat(signIn(stolen, "thief@example.test", PASSWORD)).isEqualTo(303);
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(signIn(stolen, "thief@example.test", WRONG)).isEqualTo(401);
        }
        assertThat(signIn(stolen, "thief@example.test", PASSWORD)).isEqualTo(429);
        assertThat(signIn(from("au", "203.0.113.22"), "thief@example.test", PASSWORD))
                .isEqualTo(303);
    }

    /** The page of the pause says to reset the password now. */
    @Test
    void a_new_password_by_a_link_ends_the_pause_of_each_known_device() {
        WORLD.account("au", "own.phone@example.test");
        Browser phone = from("au", "203.0.113.25");
        assertThat(signIn(phone, "own.phone@example.test", PASSWORD)).isEqualTo(303);
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(signIn(phone, "own.phone@example.test", WRONG)).isEqualTo(401);
        }
        assertThat(signIn(phone, "own.phone@example.test", PASSWORD)).isEqualTo(429);
        String next = "four lanterns at sea";
        phone.post("/forgot-password", "email", "own.phone@example.test");
        assertThat(from("au", "203.0.113.26")
                        .post("/reset-password/" + WORLD.resetToken("au", "own.phone@example.test"), "password", next)
                        .status())
                .isEqualTo(303);
        assertThat(signIn(phone, "own.phone@example.test", next)).isEqualTo(303);
    }

    @Test
    void a_known_device_is_the_accounts_own() {
        WORLD.account("au", "mine@example.test");
        WORLD.account("au", "yours@example.test");
        Browser mine = from("au", "203.0.113.23");
        assertThat(signIn(mine, "mine@example.test", PASSWORD)).isEqualTo(303);
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(signIn(from("au", "203.0.113.23"), "yours@example.test", WRONG))
                    .isEqualTo(401);
        }
        assertThat(signIn(mine, "yours@example.test", PASSWORD)).isEqualTo(429);
    }

    @Test
    void a_counter_is_read_with_its_own_period() {
        WORLD.account("au", "period@example.test");
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(signIn(from("au", "203.0.113.24"), "period@example.test", WRONG))
                    .isEqualTo(401);
        }
        WORLD.sql("update rate_limit set started_at = now() - interval '16 minutes', until = now() + interval '30 days'"
                + " where key like '%period@example.test%203.0.113.24'");
        assertThat(signIn(from("au", "203.0.113.24"), "period@example.test", PASSWORD))
                .isEqualTo(303);
    }

    private static Browser from(String region, String network) {
        return WORLD.portal(region).with("x-forwarded-for", network);
    }

    private static int signIn(Browser browser, String email, String password) {
        return browser.post("/login", "email", email, "password", password).status();
    }

    private static int programSignIn(String network, String email, String password) {
        return from("au", network)
                .post("/api/v1/session", new JsonObject().put("email", email).put("password", password))
                .status();
    }
}
