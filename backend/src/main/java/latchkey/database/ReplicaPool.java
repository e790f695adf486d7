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
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import latchkey.web.Problem;
import latchkey.web.RequestTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a replica answer single reads, once it has replayed everything the primary had committed when the read arrived;
 * so the answer is never older than the primary's would be. The primary answers what the replica can't answer soon, and
 * everything that isn't a single statement (docs/decisions/080-read-replica.md). For any thread.
 */
final class ReplicaPool implements Pool {

    /** To wait for a connection, and then again for the replica to catch up. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(300);

    /** After trouble only the primary is asked for this long; then one statement tries the replica. */
    private static final long REST = TimeUnit.SECONDS.toNanos(5);

    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Until the replica has confirmed that it is up to date: its last answer takes time as well. */
    private static final Duration LONGEST_STATE = LONGEST_WAIT.multipliedBy(2);

    /** A working replica cancels a statement sooner, so after this long it has gone silent. */
    private static final Duration LONGEST_ANSWER = LONGEST_STATE.plus(RequestTime.STATEMENT);

    /**
     * The insert position, not the flushed one: with {@code synchronous_commit = off} a commit need not be on disk yet.
     */
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
                .compose(position -> byReplica(position, work))
                .recover(failure -> switch (failure) {
                    case PassedOver why -> {
                        rest(why.reason);
                        yield byPrimary(work);
                    }
                    // There is no time left to ask the primary.
                    case TimeoutException silence -> {
                        rest("it fell silent");
                        yield Future.failedFuture(new DatabaseAway(silence));
                    }
                    default -> Future.failedFuture(failure);
                });
    }

    private static Tuple position(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return Tuple.of(row.getString("position"), row.getLong("system"));
    }

    /** Of many that come together after the pause, only one tries the replica. */
    private boolean isResting() {
        long until = restsUntil.get();
        long now = System.nanoTime();
        return now - until < 0 || (isPassedOver && !restsUntil.compareAndSet(until, now + REST));
    }

    private <T> Future<T> byReplica(Tuple position, Function<SqlConnection, Future<T>> work) {
        return replica.getConnection()
                .recover(PassedOver::because)
                .compose(connection -> byReplica(connection, position, work))
                .onSuccess(answer -> {
                    byReplica.increment();
                    back();
                });
    }

    private <T> Future<T> byReplica(SqlConnection connection, Tuple position, Function<SqlConnection, Future<T>> work) {
        Future<Void> state = state(connection, position, System.nanoTime());
        Future<T> answer = state.timeout(LONGEST_STATE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(PassedOver::because)
                .compose(upToDate -> work.apply(connection).recover(failure -> meaning(failure, connection)));
        // Not earlier: the next user of the connection would wait for this one's statements.
        Future.join(state, answer).onComplete(done -> connection.close());
        return answer.timeout(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks until the replica is up to date; fails if it isn't in time. */
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

    /**
     * A failure that the primary would repeat is passed on; a statement that took too long here would there as well.
     * The primary may answer if this server is lost, cancelled the statement to replay changes, or lacks a right.
     */
    private static <T> Future<T> meaning(Throwable failure, SqlConnection connection) {
        return switch (failure) {
            case PgException refusal when SqlState.isTimeout(refusal) -> Future.failedFuture(new DatabaseAway(refusal));
            case PgException refusal
            when SqlState.isInvalidText(refusal) -> Future.failedFuture(Problem.of(400, "bad-request"));
            case PgException refusal
            when SqlState.isWorthAnotherTry(refusal) || SqlState.isRowHeld(refusal) || SqlState.isForbidden(refusal) ->
                PassedOver.because(refusal);
            default ->
                Outage.isAway(failure, GuardedConnection.isLost(connection))
                        ? PassedOver.because(failure)
                        : Future.failedFuture(failure);
        };
    }

    private void rest(String why) {
        isPassedOver = true;
        restsUntil.set(System.nanoTime() + REST);
        if (reminder.isDue()) {
            LOG.warn("The primary answers in place of the replica at {}: {}", places, why);
        }
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

    /** Why the primary is asked. */
    private static final class PassedOver extends RuntimeException {

        private final String reason;

        private PassedOver(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        /** Without PostgreSQL's own words, which may quote what somebody typed. */
        static <T> Future<T> because(Throwable failure) {
            return Future.failedFuture(new PassedOver(
                    failure instanceof PgException refusal
                            ? "PostgreSQL answered " + refusal.getSqlState()
                            : String.valueOf(failure.getMessage())));
        }
    }
}
