package latchkey.api;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import latchkey.region.Regions;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each guard of a staff session by itself: what else would stop the same is left open. */
class MemberTableTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);

    private final MemberTable table =
            new MemberTable(WORLD.pool(), Duration.ofHours(12), new Regions(WORLD.settings()));

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audience = 'au'",
                "ended_at = now()",
                "expires_at = now()",
                "last_seen_at = now() - interval '12 hours'",
                "password_version = password_version - 1"
            })
    void a_session_that_is_over_or_none_of_staff_is_nobodys(String change) {
        UUID session = session(STAFF.admin(UUID.randomUUID() + "@latchkey.test"));
        assertThat(isKnown(session)).isTrue();
        WORLD.sql("update session set " + change + " where id = $1", session);
        assertThat(isKnown(session)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ended_at = now()", "password_version = password_version + 1"})
    void a_session_of_a_member_who_left_or_has_a_new_password_is_nobodys(String change) {
        UUID member = STAFF.admin(UUID.randomUUID() + "@latchkey.test");
        UUID session = session(member);
        assertThat(isKnown(session)).isTrue();
        WORLD.sql("update staff set " + change + " where id = $1", member);
        assertThat(isKnown(session)).isFalse();
    }

    private boolean isKnown(UUID session) {
        boolean inUse = await(table.use(session)).isPresent();
        assertThat(await(table.look(session)).isPresent()).isEqualTo(inUse);
        return inUse;
    }

    private static UUID session(UUID member) {
        String email = WORLD.sql("select email from staff where id = $1", member)
                .iterator()
                .next()
                .getString(0);
        assertThat(STAFF.token(email)).isNotBlank();
        return WORLD.sql("select id from session where subject = $1", member)
                .iterator()
                .next()
                .getUUID(0);
    }
}
