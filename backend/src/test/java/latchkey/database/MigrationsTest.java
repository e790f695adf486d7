package latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import latchkey.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(VertxExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class MigrationsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void the_versions_in_this_build_are_those_that_flyway_found(Vertx vertx) throws TimeoutException {
        var noted = await(DATABASE.pool(vertx)
                .query("select version from flyway_schema_history where version is not null")
                .execute());
        assertThat(noted.stream().map(row -> row.getString("version")))
                .containsExactlyInAnyOrderElementsOf(Migrations.packaged());
    }

    @Test
    void a_database_of_this_version_is_left_as_it_is(Vertx vertx) throws TimeoutException {
        assertThat(await(Migrations.areDone(DATABASE.pool(vertx)))).isTrue();
        assertThat(await(new Database(DATABASE.settings()).migrate(vertx, DATABASE.pool(vertx), Duration.ZERO)))
                .isZero();
    }

    @Test
    void a_step_that_is_missing_or_failed_is_flyways_business(Vertx vertx) throws TimeoutException {
        DATABASE.execute("update flyway_schema_history set success = false where version = '20'");
        assertThat(await(Migrations.areDone(DATABASE.pool(vertx)))).isFalse();
        DATABASE.execute("update flyway_schema_history set success = true where version = '20'");
        assertThat(await(Migrations.areDone(DATABASE.pool(vertx)))).isTrue();
    }

    @Test
    void a_database_without_any_table_is_brought_up_to_date(Vertx vertx) throws TimeoutException {
        DATABASE.execute("create database latchkey_empty template template0");
        var settings =
                DATABASE.settings().with(Map.of("database.url", DATABASE.url().replaceAll("[^/]+$", "latchkey_empty")));
        var database = new Database(settings);
        assertThat(await(database.migrate(vertx, database.staffPool(vertx), Duration.ZERO)))
                .isEqualTo(Migrations.packaged().size());
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(10, TimeUnit.SECONDS);
    }
}
