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
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.web.RequestTime;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Where PostgreSQL is and how it is reached. */
public final class Database {

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
        options.addProperty("statement_timeout", Long.toString(RequestTime.STATEMENT.toMillis()));
    }

    /**
     * The same without blocking.
     *
     * @param patience how long to wait for a PostgreSQL that can't be reached; with one that refuses these settings it
     *     fails at once, with {@link ConfigException}
     */
    public Future<Integer> migrate(Vertx vertx, Pool pool, Duration patience) {
        return new DatabaseWait(vertx, options, patience)
                .ask(() -> pool.query("select 1").execute())
                .compose(up -> vertx.executeBlocking(this::migrate, false));
    }

    /**
     * Brings the tables to this version's form, and says how many steps that took. Blocks: call it from a worker or the
     * main thread. Newer tables are left as they are: each version works with those of the next one.
     *
     * @throws OtherTables if what the database holds was not made by this version's migrations
     */
    @CanIgnoreReturnValue
    public int migrate() {
        var connection =
                "jdbc:postgresql://" + options.getHost() + ":" + options.getPort() + "/" + options.getDatabase();
        try {
            return Flyway.configure()
                    .dataSource(connection, options.getUser(), options.getPassword())
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayValidateException e) {
            throw new OtherTables("holds tables that an earlier or a different version of Latchkey made");
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw new OtherTables("holds tables that Latchkey did not make");
            }
            throw isDenied(e)
                    ? new ConfigException(
                            "database.url",
                            "names a role that may not create tables in its database",
                            "make the role the owner of the database")
                    : e;
        }
    }

    /** Whether PostgreSQL refused a step for want of a right (42501). */
    private static boolean isDenied(FlywayException failure) {
        return failure.getCause() instanceof SQLException refusal && "42501".equals(refusal.getSQLState());
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
                .setConnectionTimeout((int) RequestTime.WAIT.toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
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
