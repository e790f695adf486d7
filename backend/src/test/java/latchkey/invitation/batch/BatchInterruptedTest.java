package latchkey.invitation.batch;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch that something comes in the way of. Somebody else holds one of its contacts, so that it can't end before. */
class BatchInterruptedTest {

    private static final int CONTACTS = 3_000;

    private final World world = World.start();
    private final StaffMembers staff = new StaffMembers(world);
    private final Browser admin = staff.newAdmin();
    private SqlConnection other;

    @BeforeEach
    void hold_a_contact() {
        world.database().execute("""
            insert into contact (id, region, given_name, family_name, email)
            select gen_random_uuid(), 'au', 'Many', 'Contact' || i, 'many' || i || '@example.test'
            from generate_series(1, %d) as i
            """.formatted(CONTACTS));
        UUID last = world.sql("select id from contact where family_name = 'Contact" + CONTACTS + "'")
                .iterator()
                .next()
                .getUUID(0);
        other = World.await(world.pool().getConnection());
        World.await(other.query("begin").execute());
        World.await(other.preparedQuery("select from contact where id = $1 for update")
                .execute(Tuple.of(last)));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_batch_goes_on_after_a_restart_and_invites_everybody_once() throws Exception {
        UUID batch = start();
        eventually(() -> done(batch), done -> assertThat(done).isPositive());
        world.restart();
        assertThat(done(batch)).isLessThan(CONTACTS);
        release();
        assertAllInvitedOnce(batch);
    }

    @Test
    void a_transaction_that_is_lost_repeats_nothing() throws Exception {
        UUID batch = start();
        eventually(() -> done(batch), done -> assertThat(done).isPositive());
        world.interrupt("insert into link");
        release();
        assertAllInvitedOnce(batch);
    }

    @Test
    void a_colleague_does_not_stop_a_batch() {
        UUID batch = start();
        var colleague =
                new SignedInStaff(UUID.randomUUID(), UUID.randomUUID(), "Sandy Staff", "", false, List.of("au"));
        World.await(new BatchTable(world.pool(), world.pool()).stop(colleague, batch));
        assertThat(world.count("invitation_batch where id = $1 and stopped_at is null", batch))
                .isEqualTo(1);
        release();
    }

    @Test
    void a_batch_is_stopped_on_its_way() throws Exception {
        UUID batch = start();
        eventually(() -> done(batch), done -> assertThat(done).isPositive());
        assertThat(admin.send("DELETE", "/api/v1/invitations/" + batch).status())
                .isEqualTo(204);
        release();
        eventually(
                () -> world.count("pg_stat_activity where datname = current_database() and state <> 'idle'"
                        + " and pid <> pg_backend_pid()"),
                busy -> assertThat(busy).isZero());
        JsonObject progress = admin.get("/api/v1/invitations/" + batch).json();
        assertThat(progress.getString("state")).isEqualTo("STOPPED");
        assertThat(progress.getInteger("total")).isEqualTo(CONTACTS);
        assertThat(done(batch)).isLessThan(CONTACTS);
        assertThat(world.count("mail where kind = 'invitation'")).isEqualTo(done(batch));
    }

    private void assertAllInvitedOnce(UUID batch) throws Exception {
        eventually(
                () -> world.count("invitation_batch where id = $1 and finished_at is not null", batch),
                finished -> assertThat(finished).isEqualTo(1));
        assertThat(done(batch)).isEqualTo(CONTACTS);
        assertThat(world.count("mail where kind = 'invitation'")).isEqualTo(CONTACTS);
        assertThat(world.count("(select distinct contact_id from mail where kind = 'invitation') as invited"))
                .isEqualTo(CONTACTS);
        assertThat(world.count("event where kind = 'invitation-sent'")).isEqualTo(CONTACTS);
        assertThat(world.count("event where kind = 'invitation-resent'")).isZero();
    }

    private UUID start() {
        var filter = new JsonObject().put("filter", new JsonObject().put("region", "au"));
        var started = admin.post("/api/v1/invitations", filter);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return UUID.fromString(started.json().getString("batch"));
    }

    private long done(UUID batch) {
        return world.count("invitation_batch_contact where batch_id = $1 and outcome is not null", batch);
    }

    private void release() {
        World.await(other.query("rollback").execute().compose(rolledBack -> other.close()));
    }
}
