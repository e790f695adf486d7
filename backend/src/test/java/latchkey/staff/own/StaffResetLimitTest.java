package latchkey.staff.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How often members of staff may be sent a link to a new password. */
class StaffResetLimitTest {

    private static final World WORLD = World.start(Map.of("limits.reset-by-network", "1/1h"));
    private static final StaffMembers STAFF = new StaffMembers(WORLD);

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_network_that_asked_too_often_is_refused_and_uses_up_nothing_of_an_address() {
        STAFF.support("spared@latchkey.test", "au");
        assertThat(forgot("anybody@latchkey.test").status()).isEqualTo(202);

        var refused = forgot("spared@latchkey.test");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().contains("retry-after")).isTrue();
        assertThat(WORLD.count("rate_limit where key like '%spared@latchkey.test%'"))
                .isZero();
        assertThat(WORLD.count("mail where recipient = 'spared@latchkey.test'")).isZero();
    }

    private static Browser.Answer forgot(String email) {
        return STAFF.stranger().post("/api/v1/forgot-password", new JsonObject().put("email", email));
    }
}
