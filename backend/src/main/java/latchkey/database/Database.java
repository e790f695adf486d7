package latchkey.database;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import latchkey.config.Settings;
import org.flywaydb.core.Flyway;

/** Where PostgreSQL is and how it is reached. */
public final class Database {

    /** Connecting and waiting for a connection end well before the 3 s in which a request must be answered. */
    private static final int CONNECT_SECONDS = 2;

    private final PgConnectOptions options;
    private final int connections;

    public Database(Settings settings) {
        URI url = settings.uri("database.url", "postgresql", "postgres");
        String[] user = url.getRawUserInfo() == null
                ? new String[] {"postgres"}
                : url.getRawUserInfo().split(":", 2);
        if (url.getPath().length() < 2) {
            throw settings.fault(
                    "database.url", "names no database", "write it like postgresql://user:password@host/db");
        }
        connections = settings.number("database.connections", 2, 500);
        options = new PgConnectOptions()
                .setHost(url.getHost().replaceAll("[\\[\\]]", ""))
                .setPort(url.getPort() < 0 ? 5432 : url.getPort())
                .setDatabase(url.getPath().substring(1))
                .setUser(decode(user[0]))
                .setPassword(user.length > 1 ? decode(user[1]) : "")
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                .setPipeliningLimit(64);
        options.addProperty("application_name", "latchkey");
        // A statement that hangs gives up before the request does.
        options.addProperty("statement_timeout", "2500");
    }

    /**
     * The same without blocking; where nothing is left to do, and at most starts nothing is, that is found out without
     * Flyway, which takes a seventh of a start. See docs/decisions/018-flyway-where-there-is-work.md.
     *
     * @param patience how long to wait for a PostgreSQL that can't be reached; with one that refuses these settings it
     *     fails at once, with {@link latchkey.config.ConfigException}
     */
    public Future<Integer> migrate(Vertx vertx, Pool pool, Duration patience) {
        return new DatabaseWait(vertx, options, patience)
                .ask(() -> Migrations.areDone(pool))
                .compose(done -> done ? Future.succeededFuture(0) : vertx.executeBlocking(this::migrate, false));
    }

    /**
     * Brings the tables to this version's form, and says how many steps that took. Blocks: call it from a worker or the
     * main thread.
     */
    @CanIgnoreReturnValue
    public int migrate() {
        var connection =
                "jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/" + options.getDatabase();
        return Flyway.configure()
                .dataSource(connection, options.getUser(), options.getPassword())
                // Each area of the product numbers its migrations in a range of its own.
                .outOfOrder(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /**
     * For what clients do: statements that find their rows by keys, so PostgreSQL plans each once for all parameters,
     * instead of before each execution; the long ones too, which Vert.x by itself parses anew each time. Most of the
     * connections are here. Belongs to the Vert.x instance and closes with it.
     */
    public Pool portalPool(Vertx vertx) {
        var planned = options();
        planned.addProperty("plan_cache_mode", "force_generic_plan");
        planned.setPreparedStatementCacheSqlFilter(sql -> true);
        return pool(vertx, "latchkey-portal", planned, connections - staffConnections());
    }

    /** For what staff and the backend itself do: a search is planned for what is searched. Closes with Vert.x. */
    public Pool staffPool(Vertx vertx) {
        return pool(vertx, "latchkey-staff", options, staffConnections());
    }

    private int staffConnections() {
        return Math.max(1, connections * 3 / 8);
    }

    private static Pool pool(Vertx vertx, String name, PgConnectOptions options, int connections) {
        var pool = new PoolOptions()
                .setName(name)
                .setMaxSize(connections)
                .setConnectionTimeout(CONNECT_SECONDS)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(20_000);
        return PgBuilder.pool().with(pool).connectingTo(options).using(vertx).build();
    }

    /** How one connection is opened, for those that need one of their own (LISTEN). */
    public PgConnectOptions options() {
        return new PgConnectOptions(options);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
