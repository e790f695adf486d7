package latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TestDatabaseTest {

    @Test
    void each_database_is_migrated_and_empty(Vertx vertx) throws Exception {
        TestDatabase.create().execute("insert into rate_limit (key, used, until) values ('a', 1, now())");

        long counters = TestDatabase.create()
                .pool(vertx)
                .query("select count(*) from rate_limit")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0))
                .await(10, TimeUnit.SECONDS);

        assertThat(counters).isZero();
    }
}
