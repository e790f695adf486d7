package latchkey.reset;

import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import latchkey.limit.Tick;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asking for other people's links keeps nobody out of their account. */
class ResetLimitTest {

    private static final int BY_RECIPIENT = 3;
    private static final int BY_NETWORK = 7;
    private static final String NEW_PASSWORD = "another horse, another battery";
    private static final World WORLD = World.start(Map.of(
            "trusted-proxies",
            "127.0.0.1",
            "limits.reset-by-recipient",
            BY_RECIPIENT + "/1h",
            "limits.reset-by-network",
            BY_NETWORK + "/1h",
            "limits.link-by-network",
            "3/15m"));
    private static Browser admin;

    @BeforeAll
    static void an_administrator() {
        admin = new StaffMembers(WORLD).newAdmin();
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_link_that_was_just_sent_is_sent_again_and_not_replaced() {
        WORLD.account("au", "again@example.test");
        ask("au", "192.0.2.1", "again@example.test");
        String token = WORLD.resetToken("au", "again@example.test");
        ask("au", "192.0.2.2", "again@example.test");
        assertThat(mails("again@example.test")).isEqualTo(2);
        assertThat(WORLD.count("link where purpose = 'reset' and email = 'again@example.test'"))
                .isEqualTo(1);
        assertThat(WORLD.portal("au").get("/reset-password/" + token).status()).isEqualTo(200);
        sent("again@example.test", "11 minutes");
        ask("au", "192.0.2.3", "again@example.test");
        assertThat(WORLD.portal("au").get("/reset-password/" + token).status()).isEqualTo(410);
        assertThat(mails("again@example.test")).isEqualTo(3);
    }

    @Test
    void strangers_leave_the_owner_a_link_that_works() {
        WORLD.account("au", "starved@example.test");
        for (int i = 0; i < BY_RECIPIENT + 3; i++) {
            ask("au", "198.51.100." + i, "starved@example.test");
        }
        assertThat(mails("starved@example.test")).isEqualTo(BY_RECIPIENT);
        String path = "/reset-password/" + WORLD.resetToken("au", "starved@example.test");
        assertThat(WORLD.portal("au").post(path, "password", NEW_PASSWORD).location())
                .isEqualTo("/login?reset");
    }

    @Test
    void what_a_network_is_refused_uses_up_nothing_of_the_address() {
        WORLD.account("au", "asked@example.test");
        for (int i = 0; i < BY_NETWORK; i++) {
            ask("au", "198.51.100.222", "stranger" + i + "@example.test");
        }
        for (int i = 0; i < BY_RECIPIENT + 2; i++) {
            assertThat(WORLD.portal("au")
                            .with("x-forwarded-for", "198.51.100.222")
                            .post("/forgot-password", "email", "asked@example.test")
                            .status())
                    .isEqualTo(429);
        }
        assertThat(mails("asked@example.test")).isZero();
        for (int i = 0; i < BY_RECIPIENT; i++) {
            ask("au", "198.51.100." + (223 + i), "asked@example.test");
        }
        assertThat(mails("asked@example.test")).isEqualTo(BY_RECIPIENT);
    }

    @Test
    void once_no_link_works_any_more_the_next_request_is_mailed_whatever_strangers_asked_for() {
        WORLD.account("au", "later@example.test");
        for (int i = 0; i < BY_RECIPIENT + 3; i++) {
            ask("au", "198.51.100." + i, "later@example.test");
        }
        WORLD.sql("update rate_limit set started_at = started_at - interval '31 minutes',"
                + " until = until - interval '31 minutes' where key like '%later@example.test%'");
        WORLD.sql("update link set created_at = created_at - interval '31 minutes',"
                + " expires_at = expires_at - interval '31 minutes' where email = 'later@example.test'");
        ask("au", "198.51.100.77", "later@example.test");
        assertThat(mails("later@example.test")).isEqualTo(BY_RECIPIENT + 1);
        ask("au", "198.51.100.78", "later@example.test");
        assertThat(mails("later@example.test")).isEqualTo(BY_RECIPIENT + 1);
        String path = "/reset-password/" + WORLD.resetToken("au", "later@example.test");
        assertThat(WORLD.portal("au").get(path).status()).isEqualTo(200);
    }

    @Test
    void a_known_device_is_mailed_to_whatever_strangers_asked_for() {
        WORLD.account("au", "known@example.test");
        Browser owner = WORLD.portal("au").with("x-forwarded-for", "203.0.113.1");
        assertThat(owner.post("/login", "email", "known@example.test", "password", PASSWORD)
                        .status())
                .isEqualTo(303);
        for (int i = 0; i < BY_RECIPIENT + 3; i++) {
            ask("au", "203.0.113.1", "known@example.test");
        }
        for (int i = 0; i < BY_RECIPIENT + 1; i++) {
            assertThat(owner.post("/forgot-password", "email", "known@example.test")
                            .status())
                    .isEqualTo(303);
        }
        assertThat(mails("known@example.test")).isEqualTo(2 * BY_RECIPIENT);
    }

    @Test
    void a_device_is_known_to_its_own_account_alone() {
        WORLD.account("au", "mine@example.test");
        WORLD.account("au", "yours@example.test");
        Browser mine = WORLD.portal("au").with("x-forwarded-for", "203.0.113.2");
        mine.post("/login", "email", "mine@example.test", "password", PASSWORD);
        for (int i = 0; i < BY_RECIPIENT; i++) {
            ask("au", "203.0.113.2", "yours@example.test");
        }
        mine.post("/forgot-password", "email", "yours@example.test");
        assertThat(mails("yours@example.test")).isEqualTo(BY_RECIPIENT);
    }

    @Test
    void staff_have_a_counter_of_their_own() {
        WORLD.account("nz", "helped@example.test");
        for (int i = 0; i < BY_RECIPIENT + 3; i++) {
            ask("nz", "198.51.100." + i, "helped@example.test");
        }
        String path = "/api/v1/contacts/" + contact("helped@example.test") + "/account/reset";
        for (int i = 0; i < BY_RECIPIENT; i++) {
            assertThat(admin.send("POST", path).status()).isEqualTo(200);
        }
        assertThat(mails("helped@example.test")).isEqualTo(2 * BY_RECIPIENT);
        var limited = admin.send("POST", path);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.headers().get("retry-after")).isNotBlank();
        assertThat(mails("helped@example.test")).isEqualTo(2 * BY_RECIPIENT);
    }

    @Test
    void each_region_counts_its_own_recipients() {
        for (String region : new String[] {"au", "us"}) {
            WORLD.account(region, "both@example.test");
            for (int i = 0; i < BY_RECIPIENT + 1; i++) {
                ask(region, "198.18.0." + i, "both@example.test");
            }
        }
        assertThat(mails("both@example.test")).isEqualTo(2 * BY_RECIPIENT);
    }

    @Test
    void a_network_may_ask_so_often_on_pages_and_as_a_program() {
        for (int i = 0; i < BY_NETWORK; i++) {
            ask("au", "192.0.2.50", "asked" + i + "@example.test");
        }
        Browser network = WORLD.portal("nz").with("x-forwarded-for", "192.0.2.50");
        var page = network.post("/forgot-password", "email", "more@example.test");
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.headers().get("retry-after")).isNotBlank();
        assertThat(network.post("/api/v1/forgot-password", new JsonObject().put("email", "more@example.test"))
                        .status())
                .isEqualTo(429);
        ask("nz", "192.0.2.51", "more@example.test");
    }

    @Test
    void a_network_may_open_so_many_links_that_do_not_work() {
        Browser network = WORLD.portal("au").with("x-forwarded-for", "192.0.2.60");
        for (int i = 0; i < 3; i++) {
            assertThat(network.get("/reset-password/nonsense" + i).status()).isEqualTo(410);
        }
        assertThat(network.get("/invitation/nonsense").status()).isEqualTo(429);
        assertThat(WORLD.portal("au")
                        .with("x-forwarded-for", "192.0.2.61")
                        .get("/invitation/nonsense")
                        .status())
                .isEqualTo(410);
    }

    /** Answers of known and unknown addresses leave at the same ticks of the clock. */
    @Test
    void the_answer_comes_at_a_tick() {
        WORLD.account("us", "tick@example.test");
        for (String email : new String[] {"tick@example.test", "nobody@example.test"}) {
            for (String path : new String[] {"/forgot-password", "/api/v1/forgot-password"}) {
                Browser browser = WORLD.portal("us").with("x-forwarded-for", "192.0.2.7" + path.length() % 10);
                long start = System.nanoTime();
                var answer = path.startsWith("/api")
                        ? browser.post(path, new JsonObject().put("email", email))
                        : browser.post(path, "email", email);
                assertThat(answer.status()).isIn(202, 303);
                assertThat((System.nanoTime() - start) / 1_000_000).as(path).isGreaterThanOrEqualTo(Tick.MILLIS - 1);
            }
        }
    }

    private static void ask(String region, String network, String email) {
        assertThat(WORLD.portal(region)
                        .with("x-forwarded-for", network)
                        .post("/forgot-password", "email", email)
                        .status())
                .isEqualTo(303);
    }

    private static void sent(String email, String ago) {
        WORLD.sql("update link set created_at = now() - interval '" + ago + "' where email = $1", email);
    }

    private static long mails(String email) {
        return WORLD.count("mail where kind = 'reset' and recipient = $1", email);
    }

    private static UUID contact(String email) {
        return WORLD.sql("select contact_id from account where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
    }
}
