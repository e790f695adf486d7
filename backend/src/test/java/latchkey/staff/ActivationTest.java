package latchkey.staff;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.link.Purpose;
import latchkey.testing.SpentLinks;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    /** The statement that redeems decides, whatever the look before it saw. */
    @ParameterizedTest
    @MethodSource("latchkey.testing.SpentLinks#changes")
    void a_link_that_does_not_work_any_more_sets_no_password(String change) {
        String email = UUID.randomUUID() + "@latchkey.test";
        var link = link(email);
        SpentLinks.change(WORLD, link.id(), change);

        assertThat(redeem(link)).isFalse();
        assertThat(WORLD.count("staff where email = $1 and password = 'new'", email))
                .isZero();
    }

    @Test
    void a_member_who_has_left_sets_no_password() {
        var link = link("left@latchkey.test");
        WORLD.sql("update staff set ended_at = now() where email = 'left@latchkey.test'");
        assertThat(redeem(link)).isFalse();
        assertThat(WORLD.count("staff where email = 'left@latchkey.test' and password = 'new'"))
                .isZero();
    }

    /** Each of the three would do alone. */
    @Test
    void a_new_password_ends_the_sessions_the_other_links_and_every_token() {
        var link = link("renews@latchkey.test");
        UUID member = WORLD.sql("select id from staff where email = 'renews@latchkey.test'")
                .iterator()
                .next()
                .getUUID(0);
        assertThat(STAFF.token("renews@latchkey.test")).isNotBlank();
        STAFF.link(member);

        assertThat(redeem(link)).isTrue();

        assertThat(WORLD.count("session where subject = $1 and ended_at is null", member))
                .isZero();
        assertThat(WORLD.count("link where staff_id = $1 and used_at is null and ended_at is null", member))
                .isZero();
        // The second time, after the password that the session was opened with.
        assertThat(WORLD.count("staff where id = $1 and password_version = 3", member))
                .isEqualTo(1);
    }

    @Test
    void the_own_name_and_address_are_no_password() {
        UUID id = STAFF.support("gwendolyn.fairweather@latchkey.test", "au");
        String token = STAFF.link(id);
        for (String typed : new String[] {"my sandy staff password", "gwendolyn.fairweather@latchkey.test"}) {
            var refused = STAFF.stranger()
                    .post(
                            "/api/v1/activation",
                            new JsonObject().put("token", token).put("password", typed));
            assertThat(refused.status()).as(typed).isEqualTo(422);
        }
    }

    private static boolean redeem(StaffLink link) {
        return await(new ActivationTable(WORLD.pool()).redeem(link, "new", "192.0.2.1"));
    }

    /** An open one, as the look before saw it. */
    private static StaffLink link(String email) {
        UUID member = STAFF.admin(email);
        UUID id = WORLD.links().open(Purpose.STAFF, "staff", STAFF.link(member)).orElseThrow();
        return new StaffLink(id, StaffLink.State.OPEN, email, "Sandy Staff");
    }
}
