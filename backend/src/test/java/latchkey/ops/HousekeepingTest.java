package latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HousekeepingTest {

    @Test
    void what_strangers_typed_is_forgotten_after_30_days(Vertx vertx) {
        TestDatabase database = TestDatabase.create();
        database.execute("""
                insert into event (at, region, kind, actor, details) values
                    (now() - interval '31 days', 'au', 'reset-requested', 'unknown', '{"email": "old@example.test"}'),
                    (now() - interval '29 days', 'au', 'reset-requested', 'unknown', '{"email": "new@example.test"}')
                """);
        Pool pool = tidied(vertx, database);
        assertThat(count(pool, "event")).isEqualTo(2);
        assertThat(count(pool, "event where details->>'email' = 'old@example.test'"))
                .isZero();
        assertThat(count(pool, "event where details->>'email' = 'new@example.test'"))
                .isEqualTo(1);
    }

    @Test
    void counters_that_ran_out_go_and_others_stay(Vertx vertx) {
        TestDatabase database = TestDatabase.create();
        database.execute("insert into rate_limit values ('old', 1, now() - interval '2 hours'),"
                + " ('new', 1, now() + interval '1 minute')");
        Pool pool = tidied(vertx, database);
        assertThat(count(pool, "rate_limit where key = 'old'")).isZero();
        assertThat(count(pool, "rate_limit where key = 'new'")).isEqualTo(1);
    }

    private static Pool tidied(Vertx vertx, TestDatabase database) {
        Pool pool = database.pool(vertx);
        World.await(new HousekeepingTable(pool).tidy());
        return pool;
    }

    private static long count(Pool pool, String from) {
        return World.await(pool.query("select count(*) from " + from).execute())
                .iterator()
                .next()
                .getLong(0);
    }
}
