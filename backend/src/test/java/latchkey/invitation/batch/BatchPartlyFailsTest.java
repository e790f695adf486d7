package latchkey.invitation.batch;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Limits;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A batch that goes well for a while. */
@ExtendWith(VertxExtension.class)
class BatchPartlyFailsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void a_failure_after_a_success_counts(Vertx vertx) {
        DATABASE.execute("""
            create sequence refused;
            create function refuse() returns trigger language plpgsql as $$
            begin
                if (select count(*) from mail) >= 250 then
                    perform nextval('refused');
                    raise exception 'enough';
                end if;
                return new;
            end $$;
            create trigger enough before insert on mail for each row execute function refuse();
            insert into staff (id, email, name, role) values (gen_random_uuid(), 'a@latchkey.test', 'A', 'admin');
            insert into contact (id, region, given_name, family_name, email)
            select gen_random_uuid(), 'au', 'Robin', 'Sample', 'partly' || n || '@example.test'
            from generate_series(1, 300) n;
            insert into invitation_batch (id, staff_id, regions, total, failures)
            select gen_random_uuid(), id, '{au}', 300, 3 from staff;
            insert into invitation_batch_contact (batch_id, contact_id)
            select invitation_batch.id, contact.id from invitation_batch, contact
            """);
        Pool pool = DATABASE.pool(vertx);
        var settings = DATABASE.settings();
        World.await(vertx.deployVerticle(
                new BatchWorker(pool, new SendInvitations(pool, new Limits(settings), Duration.ofDays(7)))));

        eventually(
                () -> World.await(pool.query("""
                    select failures, (select case when is_called then last_value else 0 end from refused) as refused
                    from invitation_batch
                    """).execute()).iterator().next(),
                row -> assertThat(row.getLong("failures")).isPositive().isEqualTo(row.getLong("refused")));
        assertThat(World.await(pool.query("select from mail").execute()).size()).isEqualTo(250);
    }
}
