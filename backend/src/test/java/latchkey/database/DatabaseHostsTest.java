package latchkey.database;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.testing.BackendProcess;
import latchkey.testing.Cable;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several hosts in {@code database.url}: one that takes writes, one that doesn't, one that is away. */
@ExtendWith(VertxExtension.class)
class DatabaseHostsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final int WRITES = URI.create(DATABASE.url()).getPort();
    private static final Socket NOBODY = BackendProcess.nobody();
    private static final int AWAY = NOBODY.getLocalPort();
    private static EmbeddedPostgres readsOnly;

    @BeforeAll
    static void start() throws IOException {
        readsOnly = TestDatabase.server()
                .setServerConfig("default_transaction_read_only", "on")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        readsOnly.close();
        NOBODY.close();
    }

    @Test
    void a_host_that_is_away_is_passed_over_by_the_pool_and_by_the_migrations(Vertx vertx) {
        var database = database("localhost:" + AWAY + ",localhost:" + WRITES, "latchkey", "");
        assertThat(port(database.staffPool(vertx))).isEqualTo(WRITES);
        database.migrate();
    }

    @Test
    void the_host_that_takes_writes_is_found(Vertx vertx) {
        String hosts = "localhost:" + readsOnly.getPort() + ",localhost:" + WRITES;
        for (String session : new String[] {"read-write", "primary"}) {
            var database = database(hosts, "postgres", "?target_session_attrs=" + session);
            assertThat(port(database.portalPool(vertx))).isEqualTo(WRITES);
        }
        assertThat(port(database(hosts, "postgres", "").portalPool(vertx))).isEqualTo(readsOnly.getPort());
    }

    @Test
    void where_no_host_will_do_each_is_told_with_its_reason(Vertx vertx) {
        String hosts = "localhost:" + AWAY + ",localhost:" + readsOnly.getPort();
        Pool pool =
                database(hosts, "postgres", "?target_session_attrs=read-write").staffPool(vertx);
        assertThatThrownBy(() -> port(pool))
                .isInstanceOf(DatabaseAway.class)
                .hasMessageContaining("localhost:" + AWAY + ": ")
                .hasMessageContaining("localhost:" + readsOnly.getPort() + ": takes no writes");
    }

    @Test
    void when_a_host_goes_the_other_takes_over(Vertx vertx) {
        try (var cable = Cable.to(WRITES)) {
            var hosts = "localhost:" + cable.port() + ",localhost:" + WRITES;
            Pool pool = database(hosts, "latchkey", "").staffPool(vertx);
            assertThat(port(pool)).isEqualTo(WRITES);
            cable.cut();
            eventually(() -> answers(pool), answers -> assertThat(answers).isTrue());
        }
    }

    @Test
    void a_wrong_password_is_wrong_everywhere(Vertx vertx) {
        var database = database("localhost:" + WRITES + ",localhost:" + AWAY, "nowhere", "");
        var refused = database.migrate(vertx, database.staffPool(vertx), java.time.Duration.ofHours(1));
        assertThatThrownBy(() -> World.await(refused)).isInstanceOf(ConfigException.class);
    }

    private static boolean answers(Pool pool) {
        try {
            return port(pool) == WRITES;
        } catch (DatabaseAway | VertxException e) {
            // Vert.x may hand out a connection in the moment in which it breaks.
            return false;
        }
    }

    private static int port(Pool pool) {
        return World.await(pool.query("select inet_server_port()").execute())
                .iterator()
                .next()
                .getInteger(0);
    }

    private static Database database(String hosts, String name, String parameters) {
        String database = name.equals("latchkey") ? URI.create(DATABASE.url()).getPath() : "/" + name;
        return new Database(DATABASE.settings()
                .with(Map.of("database.url", "postgresql://postgres@" + hosts + database + parameters)));
    }
}
