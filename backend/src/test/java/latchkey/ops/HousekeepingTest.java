package latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HousekeepingTest {

    private final TestDatabase database = TestDatabase.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Pool pool;
    private Housekeeping housekeeping;

    @BeforeEach
    void start(Vertx vertx) {
        pool = database.pool(vertx);
        housekeeping = new Housekeeping(pool, meters);
        World.await(vertx.deployVerticle(housekeeping, new DeploymentOptions()));
    }

    @Test
    void what_strangers_typed_is_forgotten_after_30_days() {
        database.execute("""
            insert into event (at, region, kind, actor, details) values
                (now() - interval '31 days', 'au', 'reset-requested', 'unknown', '{"email": "old@example.test", "sent": false}'),
                (now() - interval '31 days', null, 'staff-sign-in-failed', 'unknown', '{"email": "old@example.test"}'),
                (now() - interval '29 days', 'au', 'reset-requested', 'unknown', '{"email": "new@example.test"}')
            """);
        database.execute("""
            insert into event (at, region, contact_id, kind, actor, details) values
                (now() - interval '31 days', 'au', gen_random_uuid(), 'invitation-sent', 'system', '{"email": "ours@example.test"}')
            """);
        World.await(housekeeping.tidy());
        assertThat(count("event")).isEqualTo(4);
        assertThat(count("event where details->>'email' = 'old@example.test'")).isZero();
        assertThat(count("event where details @> '{\"sent\": false}'")).isEqualTo(1);
        assertThat(count("event where details->>'email' = 'new@example.test'")).isEqualTo(1);
        assertThat(count("event where details->>'email' = 'ours@example.test'")).isEqualTo(1);
    }

    @Test
    void a_night_of_guesses_is_forgotten_too_a_bite_at_a_time() {
        database.execute("""
            insert into event (at, region, kind, actor, details)
            select now() - interval '31 days', 'au', 'sign-in-failed', 'unknown', '{"email": "guess@example.test"}'
            from generate_series(1, 5000)
            """);
        World.await(housekeeping.tidy());
        assertThat(count("event where details ? 'email'")).isZero();
    }

    @Test
    void counters_that_ran_out_go_and_others_stay() {
        database.execute("insert into rate_limit (key, used, until) values ('old', 1, now() - interval '2 hours'),"
                + " ('new', 1, now() + interval '1 minute')");
        World.await(housekeeping.tidy());
        assertThat(count("rate_limit where key = 'old'")).isZero();
        assertThat(count("rate_limit where key = 'new'")).isEqualTo(1);
    }

    @Test
    void sessions_that_were_over_90_days_ago_go_and_others_stay() {
        database.execute("""
            insert into session (id, audience, subject, network, last_seen_at, expires_at, ended_at)
            select gen_random_uuid(), 'au', gen_random_uuid(), name, now() - seen, now() + expires, now() - ended
            from (values
                ('ended long ago', interval '91 days', interval '1 day', interval '91 days'),
                ('ended of late', interval '89 days', interval '-89 days', interval '89 days'),
                ('expired long ago', interval '100 days', interval '-91 days', null),
                ('expired of late', interval '100 days', interval '-89 days', null),
                ('unused for half a year', interval '181 days', interval '9 days', null),
                ('live', interval '1 minute', interval '1 day', null)) as t (name, seen, expires, ended)
            """);
        World.await(housekeeping.tidy());
        assertThat(World.await(pool.query("select network from session").execute()).stream()
                        .map(row -> row.getString(0)))
                .containsExactlyInAnyOrder("ended of late", "expired of late", "live");
    }

    @Test
    void a_chore_that_fails_leaves_the_others_to_be_done_and_each_has_its_metric() {
        database.execute(
                "alter table session rename to gone; insert into rate_limit (key, used, until) values ('old', 1, now() - interval '2"
                        + " hours')");
        World.await(housekeeping.tidy().otherwiseEmpty());
        assertThat(count("rate_limit")).isZero();
        assertThat(meters.find("latchkey.housekeeping.overdue").timeGauges())
                .hasSize(3)
                .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
    }

    private long count(String from) {
        return World.await(pool.query("select count(*) from " + from).execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
