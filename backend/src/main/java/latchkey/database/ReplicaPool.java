package latchkey.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a replica answer single statements that read, once it has all that the primary had committed when they came: so
 * what is read there is never older than what the primary would say. What the replica can't answer soon, and all that is
 * no single statement, the primary is asked for (docs/decisions/080-read-replica.md). For any thread.
 */
final class ReplicaPool implements Pool {

    /** For a connection, and then for the replica to catch up: for each of the two. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(300);

    /** After trouble the primary is asked alone for so long; then one statement tries the replica. */
    private static final long REST = TimeUnit.SECONDS.toNanos(5);

    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Of all that is written: with {@code synchronous_commit = off} what was committed need not be on the disk yet. */
    private static final String POSITION = """
        select pg_current_wal_insert_lsn()::text as position,
            (select system_identifier from pg_control_system()) as system
        """;

    private static final String STATE = """
        select pg_is_in_recovery() and $2 = (select system_identifier from pg_control_system()) as is_replica,
            coalesce(pg_last_wal_replay_lsn() >= $1::text::pg_lsn, false) as is_up_to_date
        """;

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaPool.class);

    private final Vertx vertx;
    private final Pool replica;
    private final Pool primary;
    private final String places;
    private final Counter byReplica;
    private final Counter byPrimary;
    private final Outage.Reminder reminder = new Outage.Reminder(System::nanoTime);
    private final AtomicLong restsUntil = new AtomicLong(System.nanoTime());
    private volatile boolean isPassedOver;

    /** @param places where the replica is, for the log */
    ReplicaPool(Vertx vertx, Pool replica, Pool primary, String places, Counter byReplica, Counter byPrimary) {
        this.vertx = vertx;
        this.replica = replica;
        this.primary = primary;
        this.places = places;
        this.byReplica = byReplica;
        this.byPrimary = byPrimary;
    }

    static Counter counter(MeterRegistry meters, String server) {
        return Counter.builder("latchkey.reads")
                .description("Statements of staff's searches and lists, by the server that answered, with a replica")
                .tag("server", server)
                .register(meters);
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new GuardedQuery<>(connection -> connection.preparedQuery(sql), this::read);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new GuardedQuery<>(connection -> connection.preparedQuery(sql, options), this::read);
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return primary.getConnection();
    }

    @Override
    public int size() {
        return replica.size();
    }

    @Override
    public Future<Void> close() {
        return replica.close();
    }

    private <T> Future<T> read(Function<SqlConnection, Future<T>> work) {
        if (isResting()) {
            return byPrimary(work);
        }
        return primary.preparedQuery(POSITION)
                .execute()
                .map(ReplicaPool::position)
                .compose(position -> byReplica(position, work).recover(failure -> instead(failure, work)));
    }

    private static Tuple position(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return Tuple.of(row.getString("position"), row.getLong("system"));
    }

    /** Of many at once that come after the rest, one goes first. */
    private boolean isResting() {
        long until = restsUntil.get();
        long now = System.nanoTime();
        return now - until < 0 || (isPassedOver && !restsUntil.compareAndSet(until, now + REST));
    }

    private <T> Future<T> byReplica(Tuple position, Function<SqlConnection, Future<T>> work) {
        return replica.withConnection(connection -> state(connection, position, System.nanoTime())
                        .timeout(2 * LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                        .compose(upToDate -> work.apply(connection)))
                .onSuccess(answer -> {
                    byReplica.increment();
                    back();
                });
    }

    /** Asks until the replica is up to date, and fails where it isn't in time. */
    private Future<Void> state(SqlConnection connection, Tuple position, long since) {
        return connection.preparedQuery(STATE).execute(position).compose(rows -> {
            Row state = rows.iterator().next();
            if (!state.getBoolean("is_replica")) {
                return Future.failedFuture("it is no replica of database.url");
            }
            if (state.getBoolean("is_up_to_date")) {
                return Future.succeededFuture();
            }
            return System.nanoTime() - since > LONGEST_WAIT.toNanos()
                    ? Future.failedFuture("it is behind")
                    : vertx.timer(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                            .compose(passed -> state(connection, position, since));
        });
    }

    /** What took too long there would take as long here, and is not asked twice. */
    private <T> Future<T> instead(Throwable failure, Function<SqlConnection, Future<T>> work) {
        if (failure instanceof PgException refusal && SqlState.isTimeout(refusal)) {
            return Future.failedFuture(new DatabaseAway(refusal));
        }
        isPassedOver = true;
        restsUntil.set(System.nanoTime() + REST);
        if (reminder.isDue()) {
            // PostgreSQL's own words may quote what somebody typed.
            String why = failure instanceof PgException refusal
                    ? "PostgreSQL answered " + refusal.getSqlState()
                    : failure.getMessage();
            LOG.warn("The replica at {} is passed over, and the primary asked: {}", places, why);
        }
        return byPrimary(work);
    }

    private <T> Future<T> byPrimary(Function<SqlConnection, Future<T>> work) {
        byPrimary.increment();
        return primary.withConnection(work);
    }

    private void back() {
        if (isPassedOver) {
            isPassedOver = false;
            LOG.info("The replica at {} answers again", places);
        }
    }
}
