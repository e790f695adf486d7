package latchkey.testing;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import latchkey.config.Settings;
import latchkey.database.Database;

/**
 * A migrated database that nobody else uses, on the one real PostgreSQL of this test run. Making one takes a few
 * hundredths of a second, so that each test class, or even each test, can have its own.
 */
public final class TestDatabase {

    private static final String TEMPLATE = "latchkey_template";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final String name;

    private TestDatabase(EmbeddedPostgres server, String name) {
        this.server = server;
        this.name = name;
    }

    public static TestDatabase create() {
        var database = new TestDatabase(Server.POSTGRES, "latchkey_" + COUNT.incrementAndGet());
        execute(Server.POSTGRES.getPostgresDatabase(), "create database " + database.name + " template " + TEMPLATE);
        return database;
    }

    /** One that was made another way. */
    public static TestDatabase at(String name) {
        return new TestDatabase(Server.POSTGRES, name);
    }

    /** A migrated one on a server of its own. */
    public static TestDatabase on(EmbeddedPostgres server) {
        var database = new TestDatabase(server, "latchkey");
        execute(server.getPostgresDatabase(), "create database latchkey");
        new Database(database.settings()).migrate();
        return database;
    }

    /** A PostgreSQL that need not survive a loss of power, and that a busy machine may take long to start. */
    public static EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "off");
    }

    public String url() {
        return "postgresql://postgres@localhost:" + server.getPort() + "/" + name;
    }

    /** The defaults with this database, a secret, and ports that the system chooses. */
    public Settings settings() {
        return Settings.read(Map.of(
                "LATCHKEY_DATABASE_URL", url(),
                "LATCHKEY_SECRET", "a secret for tests, longer than 32 bytes",
                "LATCHKEY_PORTAL_PORT", "0",
                "LATCHKEY_STAFF_PORT", "0",
                "LATCHKEY_ADMIN_PORT", "0",
                "LATCHKEY_MANAGEMENT_PORT", "0"));
    }

    /** A pool to set a scene by, patient on a busy machine too. Closes with the Vert.x instance. */
    public Pool pool(Vertx vertx) {
        return new Database(settings().with(Map.of("database.connections", "32"))).longPool(vertx);
    }

    /** Runs statements outside Vert.x, to set a scene. */
    public void execute(String sql) {
        execute(source(), sql);
    }

    public DataSource source() {
        return server.getDatabase("postgres", name);
    }

    private static void execute(DataSource source, String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("The scene can't be set", e);
        }
    }

    /** Starts with its first use and stops with the JVM. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var postgres = server().setServerConfig("max_connections", "400")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
                execute(postgres.getPostgresDatabase(), "create database " + TEMPLATE);
                new Database(Settings.read(Map.of(
                                "LATCHKEY_DATABASE_URL",
                                "postgresql://postgres@localhost:" + postgres.getPort() + "/" + TEMPLATE)))
                        .migrate();
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
