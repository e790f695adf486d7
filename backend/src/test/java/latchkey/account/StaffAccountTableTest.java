package latchkey.account;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.account.StaffAccountTable.Outcome;
import latchkey.api.SignedInStaff;
import latchkey.limit.Counters;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The statements decide, whatever the look before them saw. */
class StaffAccountTableTest {

    private static final World WORLD = World.start();
    private static final String NETWORK = "192.0.2.1";
    private static final UUID STAFF = new StaffMembers(WORLD).admin("colleague@latchkey.test");

    private final StaffAccountTable table = new StaffAccountTable(WORLD.pool(), WORLD.pool());

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_member_of_another_region_changes_nothing() {
        UUID contact = account("elsewhere@example.test");
        WORLD.portal("au").post("/login", "email", "elsewhere@example.test", "password", World.PASSWORD);
        SignedInStaff stranger = member("nz");

        assertThat(await(table.signOut(stranger, contact, NETWORK))).isEqualTo(Outcome.ABSENT);
        assertThat(await(table.disable(stranger, contact, NETWORK, Optional.empty())))
                .isEqualTo(Outcome.ABSENT);
        assertThat(reset(stranger, contact)).isEqualTo(Outcome.ABSENT);
        assertThat(WORLD.count("session where ended_at is null and audience = 'au'"))
                .isEqualTo(1);
        assertThat(WORLD.count("account where contact_id = $1 and disabled_at is null", contact))
                .isEqualTo(1);
        assertThat(WORLD.count("mail where contact_id = $1", contact)).isZero();

        assertThat(await(table.disable(member("au"), contact, NETWORK, Optional.empty())))
                .isEqualTo(Outcome.DONE);
        assertThat(await(table.enable(stranger, contact, NETWORK))).isEqualTo(Outcome.ABSENT);
        assertThat(WORLD.count("account where contact_id = $1 and disabled_at is not null", contact))
                .isEqualTo(1);
    }

    @Test
    void an_account_that_was_disabled_meanwhile_is_sent_no_link() {
        UUID contact = account("meanwhile@example.test");
        WORLD.sql("update account set disabled_at = now() where contact_id = $1", contact);
        assertThat(reset(member("au"), contact)).isEqualTo(Outcome.DISABLED);
        assertThat(WORLD.count("mail where contact_id = $1", contact)).isZero();
        assertThat(WORLD.count("link where contact_id = $1", contact)).isZero();
    }

    @Test
    void disabling_makes_a_session_old_that_is_opened_at_the_same_moment() {
        UUID contact = account("closed@example.test");
        assertThat(await(table.disable(member("au"), contact, NETWORK, Optional.empty())))
                .isEqualTo(Outcome.DONE);
        assertThat(WORLD.count("account where contact_id = $1 and password_version = 2", contact))
                .isEqualTo(1);
    }

    @Test
    void a_link_that_ends_while_staff_wait_for_the_client_is_not_mailed_again() {
        UUID contact = account("waiting@example.test");
        assertThat(reset(member("au"), contact)).isEqualTo(Outcome.DONE);
        SqlConnection other = await(WORLD.pool().getConnection());
        Transaction held = await(other.begin());
        await(other.preparedQuery("select from contact where id = $1 for update")
                .execute(Tuple.of(contact)));
        var waiting = table.reset(member("au"), contact, NETWORK, new Counters(), Duration.ofMinutes(30));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waits -> assertThat(waits).isOne());
        await(other.preparedQuery("update link set ended_at = now(), ended_by = 'password' where contact_id = $1")
                .execute(Tuple.of(contact)));
        await(held.commit());
        await(other.close());
        await(waiting);
        assertThat(WORLD.count("mail where contact_id = $1", contact)).isEqualTo(2);
        assertThat(WORLD.count(
                        "mail m join link l on l.id = m.link_id where m.contact_id = $1 and l.ended_at is null",
                        contact))
                .isEqualTo(1);
    }

    private Outcome reset(SignedInStaff member, UUID contact) {
        return await(table.reset(member, contact, NETWORK, new Counters(), Duration.ofMinutes(30)));
    }

    private static UUID account(String email) {
        WORLD.account("au", email);
        return WORLD.contactOf(email);
    }

    private static SignedInStaff member(String region) {
        return new SignedInStaff(UUID.randomUUID(), STAFF, "Sandy Staff", "", false, List.of(region));
    }
}
