package latchkey.staff;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody shuts a staff member out: not the public, not who can reach the staff API. */
class StaffSignInLimitTest {

    private static final int ALLOWED = 4;
    private static final int BY_NETWORK = 12;
    private static final String WRONG = "not the password";
    private static final World WORLD = World.start(Map.of(
            "trusted-proxies",
            "127.0.0.1",
            "limits.sign-in-by-account-and-network",
            ALLOWED + "/15m",
            "limits.sign-in-by-account",
            "9/30d",
            "limits.sign-in-by-network",
            BY_NETWORK + "/15m"));
    private static final StaffMembers STAFF = new StaffMembers(WORLD);

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void the_public_shuts_no_staff_out() {
        STAFF.admin("inside@latchkey.test");
        for (int i = 0; i < BY_NETWORK; i++) {
            assertThat(WORLD.portal("au")
                            .with("x-forwarded-for", "192.0.2.1")
                            .post("/login", "email", "guess" + i + "@example.test", "password", WRONG)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(WORLD.portal("au")
                        .with("x-forwarded-for", "192.0.2.1")
                        .post("/login", "email", "guess@example.test", "password", WRONG)
                        .status())
                .isEqualTo(429);
        assertThat(signIn("192.0.2.1", "inside@latchkey.test", PASSWORD).status())
                .isEqualTo(200);
        for (int i = 0; i <= ALLOWED; i++) {
            assertThat(WORLD.portal("au")
                            .with("x-forwarded-for", "192.0.2.20")
                            .post("/login", "email", "inside@latchkey.test", "password", WRONG)
                            .status())
                    .isEqualTo(i < ALLOWED ? 401 : 429);
        }
        assertThat(signIn("192.0.2.20", "inside@latchkey.test", PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void staff_are_limited_by_the_network_of_their_browser() {
        STAFF.admin("network@latchkey.test");
        for (int i = 0; i < BY_NETWORK; i++) {
            assertThat(signIn("192.0.2.2", "guess" + i + "@latchkey.test", WRONG)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(signIn("192.0.2.2", "network@latchkey.test", PASSWORD).status())
                .isEqualTo(429);
        assertThat(signIn("192.0.2.3", "network@latchkey.test", PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void a_browser_that_a_member_signed_in_with_is_not_shut_out_by_others_guesses() {
        STAFF.admin("known@latchkey.test");
        STAFF.admin("other@latchkey.test");
        String device =
                signIn("192.0.2.4", "known@latchkey.test", PASSWORD).json().getString("device");
        for (int i = 0; i < 9; i++) {
            assertThat(signIn("198.51.100." + i, "known@latchkey.test", WRONG).status())
                    .isEqualTo(401);
            assertThat(signIn("198.51.100." + i, "other@latchkey.test", WRONG).status())
                    .isEqualTo(401);
        }
        assertThat(signIn("192.0.2.5", "known@latchkey.test", PASSWORD).status())
                .isEqualTo(429);
        assertThat(signIn("192.0.2.5", "other@latchkey.test", PASSWORD, device).status())
                .as("the device is the member's own")
                .isEqualTo(429);
        assertThat(signIn("192.0.2.5", "known@latchkey.test", PASSWORD, device).status())
                .isEqualTo(200);
    }

    @Test
    void a_known_browser_has_a_limit_of_its_own_and_stays_known() {
        STAFF.admin("thief@latchkey.test");
        String device =
                signIn("192.0.2.6", "thief@latchkey.test", PASSWORD).json().getString("device");
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(signIn("192.0.2.6", "thief@latchkey.test", WRONG, device).status())
                    .isEqualTo(401);
        }
        assertThat(signIn("192.0.2.6", "thief@latchkey.test", PASSWORD, device).status())
                .isEqualTo(429);
        assertThat(signIn("192.0.2.6", "thief@latchkey.test", PASSWORD).json().getString("device"))
                .isNotEqualTo(device);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_device_that_is_none_is_ignored(String device) {
        String email = "device" + device.length() + "@latchkey.test";
        STAFF.admin(email);
        var answer = signIn("192.0.2.7", email, PASSWORD, device);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("device")).isNotBlank().isNotEqualTo(device);
    }

    @Test
    void a_clients_device_is_no_staff_device() {
        WORLD.account("au", "both@latchkey.test");
        Browser client = WORLD.portal("au").with("x-forwarded-for", "192.0.2.8");
        client.post("/login", "email", "both@latchkey.test", "password", PASSWORD);
        STAFF.admin("both@latchkey.test");
        String device = client.cookie("__Host-device");
        assertThat(device).isNotBlank();
        assertThat(signIn("192.0.2.8", "both@latchkey.test", PASSWORD, device).status())
                .isEqualTo(200);
        for (int i = 0; i < ALLOWED; i++) {
            assertThat(signIn("192.0.2.8", "both@latchkey.test", WRONG).status())
                    .isEqualTo(401);
        }
        assertThat(signIn("192.0.2.8", "both@latchkey.test", PASSWORD, device).status())
                .isEqualTo(429);
    }

    @Test
    void of_guesses_that_come_together_as_many_as_the_limit_allows_are_checked() throws Exception {
        UUID member = STAFF.admin("together@latchkey.test");
        var guesses = IntStream.range(0, 5 * ALLOWED)
                .<Callable<Integer>>mapToObj(i -> () ->
                        signIn("192.0.2.9", "together@latchkey.test", WRONG + i).status())
                .toList();
        try (var programs = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses =
                    programs.invokeAll(guesses).stream().map(Future::resultNow).toList();
            // On a busy machine some are told to come back, and were no guess.
            assertThat(statuses).isSubsetOf(401, 429, 503);
            assertThat(statuses).filteredOn(status -> status == 401).hasSizeBetween(1, ALLOWED);
        }
        assertThat(STAFF.stranger()
                        .post(
                                "/api/v1/activation",
                                new JsonObject()
                                        .put("token", STAFF.link(member))
                                        .put("password", PASSWORD))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void one_network_uses_up_no_more_of_a_member_than_it_is_allowed() {
        STAFF.admin("besieged@latchkey.test");
        for (int i = 0; i < 20; i++) {
            assertThat(signIn("192.0.2.77", "besieged@latchkey.test", WRONG).status())
                    .isEqualTo(i < ALLOWED ? 401 : 429);
        }
        assertThat(signIn("192.0.2.78", "besieged@latchkey.test", PASSWORD).status())
                .isEqualTo(200);
    }

    /** Ten such requests shut every administrator out for 30 days. */
    @ParameterizedTest
    @ValueSource(
            strings = {"%s 203.0.113.9", "%s\t203.0.113.9", "%s 11:203.0.113.9", "%S 203.0.113.9", "%s\u2003203.0.113.9"
            })
    void text_that_is_no_address_shuts_nobody_out(String form) {
        String email = "victim" + Integer.toHexString(form.hashCode()) + "@latchkey.test";
        STAFF.admin(email);
        for (int i = 0; i < ALLOWED + 1; i++) {
            String network = "198.18.%d.%d".formatted(Math.floorMod(form.hashCode(), 250), i);
            assertThat(signIn(network, form.formatted(email), WRONG).status()).isEqualTo(401);
        }
        assertThat(signIn("203.0.113.9", email, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_right_password_counts_nothing() {
        STAFF.admin("often@latchkey.test");
        for (int i = 0; i < BY_NETWORK + 2; i++) {
            assertThat(signIn("192.0.2.10", "often@latchkey.test", PASSWORD).status())
                    .isEqualTo(200);
        }
    }

    private static Browser.Answer signIn(String network, String email, String password) {
        return post(network, new JsonObject().put("email", email).put("password", password));
    }

    private static Browser.Answer signIn(String network, String email, String password, String device) {
        return post(
                network,
                new JsonObject().put("email", email).put("password", password).put("device", device));
    }

    private static Browser.Answer post(String network, JsonObject body) {
        return STAFF.stranger().with("x-forwarded-for", network).post("/api/v1/session", body);
    }
}
