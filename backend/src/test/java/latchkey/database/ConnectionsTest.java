package latchkey.database;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import latchkey.config.ConfigException;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many connections a backend opens, and who gets them. */
@ExtendWith(VertxExtension.class)
class ConnectionsTest {

    private final TestDatabase database = TestDatabase.create();

    @ParameterizedTest
    @ValueSource(ints = {5, 16, 23})
    void all_pools_together_open_as_many_as_are_configured(int configured, Vertx vertx) {
        Database own = configured(configured);
        for (Pool pool :
                List.of(own.portalPool(vertx), own.staffPool(vertx), own.longPool(vertx), own.changesPool(vertx))) {
            for (int n = 0; n < configured; n++) {
                var _ = pool.getConnection();
            }
        }
        var watching = database.pool(vertx).query("""
            select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
            """);
        eventually(
                () -> World.await(watching.execute()).iterator().next().getInteger(0),
                open -> assertThat(open).isEqualTo(configured));
    }

    @Test
    void fewer_than_each_pool_needs_are_refused() {
        assertThatThrownBy(() -> configured(4))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("database.connections");
    }

    @Test
    void long_work_waits_for_other_long_work(Vertx vertx) {
        Pool pool = configured(5).longPool(vertx);
        var statements = Stream.of("select pg_sleep(2)", "select pg_sleep(2)", "select 1")
                .map(sql -> pool.query(sql).execute())
                .toList();
        assertThat(World.await(Future.join(statements)).succeeded()).isTrue();
    }

    private Database configured(int connections) {
        return new Database(database.settings().with(Map.of("database.connections", Integer.toString(connections))));
    }
}
