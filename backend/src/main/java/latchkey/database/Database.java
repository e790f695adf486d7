package latchkey.database;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.web.RequestTime;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Where PostgreSQL is and how it is reached. */
public final class Database {

    /**
     * A connection that has been silent for this long is closed and its statements fail: the other end may have
     * disappeared. No statement takes as long ({@code statement_timeout}); an idle connection is soon replaced.
     */
    static final int SILENCE_SECONDS = 10;

    /** The pool drops an idle connection before this timeout could cut off a statement. */
    private static final int IDLE_SECONDS = 5;

    /** Like SILENCE_SECONDS, for work that takes long: imports, and the choice of a batch's contacts. */
    private static final int LONG_SILENCE_SECONDS = 75;

    /** How long such work waits for a connection: as long as most of it takes. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(30);

    /** Imports take turns, so one is left for other long work. */
    private static final int MIN_LONG_CONNECTIONS = 2;

    private static final int CHANGES_CONNECTIONS = 1;

    private static final String PLANNED = "force_custom_plan";

    /** One for clients, one for staff, and those of the other pools. */
    private static final int MIN_CONNECTIONS = 2 + MIN_LONG_CONNECTIONS + CHANGES_CONNECTIONS;

    private static final String KEY = "database.url";
    private static final String READ_KEY = "database.read-url";

    private final DatabaseUrl url;
    private final Optional<DatabaseUrl> readUrl;
    private final int connections;
    private final AtomicInteger latestHost = new AtomicInteger();
    private final AtomicReference<CertificateException> refused = new AtomicReference<>();
    private final Outage outage = new Outage();

    public Database(Settings settings) {
        url = DatabaseUrl.of(settings, KEY);
        readUrl = settings.optionalText(READ_KEY).map(given -> DatabaseUrl.ofReplica(settings, READ_KEY));
        if (readUrl.filter(reads -> !reads.database().equals(url.database())).isPresent()) {
            throw new ConfigException(
                    READ_KEY, "names another database than " + KEY, "a replica has the databases of its primary");
        }
        connections = settings.number("database.connections", MIN_CONNECTIONS, 500);
    }

    /**
     * Waits for PostgreSQL, then does {@link #migrate()} on a worker thread; the number of migrations applied.
     *
     * @param patience how long to wait for a PostgreSQL that can't be reached; one that refuses these settings fails it
     *     immediately, with {@link ConfigException}
     */
    public Future<Integer> migrate(Vertx vertx, Pool pool, Duration patience) {
        return new DatabaseWait(vertx, url, patience)
                .ask(() -> pool.query("show plan_cache_mode").execute())
                .compose(up -> up.iterator().next().getString(0).equals(PLANNED)
                        ? vertx.executeBlocking(this::migrate, false)
                        : Future.failedFuture(DatabaseWait.behindPooler("drops")));
    }

    /**
     * Brings the tables to this version's form, and returns how many migrations that took. Blocks: call it from a
     * worker or the main thread. Newer tables are left as they are: each version works with those of the next one.
     *
     * <p>A migration that waits for a table blocks everybody behind it, including the other backend's clients; so it
     * waits no longer than a request may.
     *
     * @throws OtherTables if what the database holds was not made by this version's migrations
     * @throws TablesInUse if another transaction held a table for longer; a later attempt may succeed
     */
    @CanIgnoreReturnValue
    public int migrate() {
        try {
            return Flyway.configure()
                    .dataSource(url.jdbc(), url.user(), url.password())
                    .initSql("set lock_timeout = " + RequestTime.LOCK.toMillis())
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayValidateException e) {
            throw new OtherTables("holds tables that an earlier or a different version of Latchkey made");
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw new OtherTables("holds tables that Latchkey did not make");
            }
            throw switch (state(e)) {
                case "42501" ->
                    new ConfigException(
                            KEY,
                            "names a role that isn't allowed to create tables in its database",
                            "make the role the owner of the database");
                case "55P03" -> new TablesInUse(e);
                default -> e;
            };
        }
    }

    /** The SQLSTATE with which PostgreSQL refused a migration; empty if the failure has another cause. */
    private static String state(FlywayException failure) {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(cause -> Objects.requireNonNullElse(((SQLException) cause).getSQLState(), ""))
                .findFirst()
                .orElse("");
    }

    /** The database holds tables that this version neither made nor can bring to its form. */
    public static final class OtherTables extends ConfigException {

        OtherTables(String fault) {
            super(KEY, fault, "use an empty database, or the version that made the tables");
        }
    }

    /** Another transaction held a table for longer than a migration may wait. That migration was rolled back. */
    public static final class TablesInUse extends RuntimeException {

        TablesInUse(Throwable cause) {
            super(
                    "The tables can't be brought up to date while a long transaction uses them (an import, a backup);"
                            + " start again in a moment",
                    cause);
        }
    }

    /**
     * For what clients do: statements that find their rows by keys, so PostgreSQL plans each once for all parameters
     * instead of before each execution, including long ones, which Vert.x would otherwise parse anew each time. Most of
     * the connections are here. Belongs to the Vert.x instance and closes with it.
     */
    public Pool portalPool(Vertx vertx) {
        var planned = options();
        planned.addProperty("plan_cache_mode", "force_generic_plan");
        planned.setPreparedStatementCacheSqlFilter(sql -> true);
        int others = staffConnections() + longConnections() + CHANGES_CONNECTIONS;
        return pool(vertx, "latchkey-portal", planned, connections - others, RequestTime.WAIT, SILENCE_SECONDS);
    }

    /** For what staff and the backend itself do: a search is planned for what is searched. Closes with Vert.x. */
    public Pool staffPool(Vertx vertx) {
        return pool(vertx, "latchkey-staff", options(), staffConnections(), RequestTime.WAIT, SILENCE_SECONDS);
    }

    /**
     * For what staff search and list: the replica if there is one, else the given pool. Closes with Vert.x.
     *
     * @param primary answers what the replica can't
     */
    public Pool readPool(Vertx vertx, Pool primary, MeterRegistry meters) {
        Counter byReplica = ReplicaPool.counter(meters, "replica");
        Counter byPrimary = ReplicaPool.counter(meters, "primary");
        return readUrl.<Pool>map(reads ->
                        new ReplicaPool(vertx, replica(vertx, reads), primary, reads.places(), byReplica, byPrimary))
                .orElse(primary);
    }

    private Pool replica(Vertx vertx, DatabaseUrl reads) {
        var certificate = new AtomicReference<CertificateException>();
        return pool(
                vertx,
                "latchkey-read",
                new NetworkDriver(reads, new AtomicInteger(), certificate),
                options(reads, certificate),
                staffConnections(),
                ReplicaPool.LONGEST_WAIT,
                SILENCE_SECONDS);
    }

    /** For work that takes up to minutes, so that it holds up nothing else. Closes with Vert.x. */
    public Pool longPool(Vertx vertx) {
        var patient = options();
        patient.addProperty("statement_timeout", "60000");
        patient.addProperty("lock_timeout", "0");
        return pool(vertx, "latchkey-long", patient, longConnections(), LONG_WAIT, LONG_SILENCE_SECONDS);
    }

    /** The one connection that listens for changes. Closes with Vert.x. */
    public Pool changesPool(Vertx vertx) {
        return pool(vertx, "latchkey-changes", options(), CHANGES_CONNECTIONS, RequestTime.WAIT, SILENCE_SECONDS);
    }

    private int staffConnections() {
        return Math.max(1, connections / 4);
    }

    private int longConnections() {
        return Math.max(MIN_LONG_CONNECTIONS, connections / 8);
    }

    private Pool pool(Vertx vertx, String name, PgConnectOptions options, int connections, Duration wait, int silence) {
        var driver = new NetworkDriver(url, latestHost, refused);
        return new GuardedPool(vertx, pool(vertx, name, driver, options, connections, wait, silence), outage);
    }

    private static Pool pool(
            Vertx vertx,
            String name,
            NetworkDriver driver,
            PgConnectOptions options,
            int connections,
            Duration wait,
            int silence) {
        var pool = new PoolOptions()
                .setName(name)
                .setMaxSize(connections)
                .setConnectionTimeout((int) wait.toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWaitQueueSize(20_000);
        var network = new NetClientOptions()
                .setConnectTimeout((int) RequestTime.WAIT.toMillis())
                .setTcpKeepAlive(true)
                .setTcpUserTimeout(silence * 1_000)
                .setReadIdleTimeout(silence);
        return ClientBuilder.pool(driver)
                .with(pool)
                .with(network)
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    private PgConnectOptions options() {
        return options(url, refused);
    }

    private static PgConnectOptions options(DatabaseUrl url, AtomicReference<CertificateException> refused) {
        var options = url.options(refused::set)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                .setPipeliningLimit(64);
        // Planned for these parameters: a plan for all regions and times is a bad one for most of them.
        options.addProperty("plan_cache_mode", PLANNED);
        options.addProperty("statement_timeout", Long.toString(RequestTime.STATEMENT.toMillis()));
        options.addProperty("lock_timeout", Long.toString(RequestTime.LOCK.toMillis()));
        // The locks of a backend that disappeared must not outlive it for hours.
        options.addProperty("idle_in_transaction_session_timeout", "60000");
        return options;
    }
}
