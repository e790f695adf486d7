package latchkey.staff;

import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import latchkey.address.EmailAddress;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Limits;
import latchkey.limit.SignInCounters;
import latchkey.session.SessionToken;
import latchkey.staff.StaffSignInTable.Candidate;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may become of a member while the password is hashed. */
class StaffSignInTableTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final String NETWORK = "192.0.2.1";

    private final StaffSignInTable table = new StaffSignInTable(WORLD.pool(), Duration.ofDays(1));

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password = 'another'", "ended_at = now()"})
    void a_member_who_changed_meanwhile_is_not_signed_in(String change) {
        Candidate candidate = candidate();
        UUID member = candidate.id().orElseThrow();
        WORLD.sql("update staff set " + change + " where id = $1", member);

        var session = new StaffSession(member, Ids.secret(), new SessionToken(Ids.secret(), 0));
        var caller = new Caller(NETWORK, "test", Optional.empty(), () -> true);
        assertThat(await(table.succeed(candidate, session, caller))).isFalse();
        assertThat(WORLD.count("session where subject = $1", member)).isZero();
        assertThat(WORLD.count("staff_device where staff_id = $1", member)).isZero();
    }

    @Test
    void a_member_who_was_ended_is_nobody() {
        String email = member();
        WORLD.sql("update staff set ended_at = now() where email = $1", email);
        assertThat(begin(email).id()).isEmpty();
    }

    @Test
    void a_renewed_hash_overwrites_no_password_that_was_set_meanwhile() {
        Candidate candidate = candidate();
        UUID member = candidate.id().orElseThrow();
        WORLD.sql("update staff set password = 'set meanwhile' where id = $1", member);
        await(table.replaceHash(candidate, "renewed"));
        assertThat(WORLD.count("staff where id = $1 and password = 'set meanwhile'", member))
                .isEqualTo(1);
    }

    /** A new member. */
    private Candidate candidate() {
        return begin(member());
    }

    private Candidate begin(String email) {
        var counters = SignInCounters.ofStaff(
                new Limits(WORLD.settings()), EmailAddress.parse(email), NETWORK, Optional.empty());
        return await(table.begin(email, Optional.empty(), counters));
    }

    private static String member() {
        String email = UUID.randomUUID() + "@latchkey.test";
        STAFF.admin(email);
        return email;
    }
}
