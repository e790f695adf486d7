package latchkey.database;

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
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import latchkey.web.Problem;

/**
 * A pool whose failures have a meaning: {@link DatabaseAway}, a text that can't be stored, or, as PostgreSQL sent it, a
 * refusal of the statement. A statement or transaction that lost a deadlock is tried once more, a moment later: none of
 * it was done.
 *
 * <p>Other failures of the work are passed on unchanged.
 */
final class GuardedPool implements Pool {

    /**
     * Lets the winner of the deadlock go first: an immediate retry would take the same row before it and lose again.
     */
    private static final Duration MAKES_WAY = Duration.ofMillis(100);

    private final Vertx vertx;
    private final Pool pool;
    private final Outage outage;

    GuardedPool(Vertx vertx, Pool pool, Outage outage) {
        this.vertx = vertx;
        this.pool = pool;
        this.outage = outage;
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return pool.getConnection()
                .map(GuardedPool::silent)
                .recover(failure -> Future.failedFuture(outage.withoutConnection(failure)));
    }

    /** Prepared as well: what is sent to PostgreSQL is one statement. */
    @Override
    public Query<RowSet<Row>> query(String sql) {
        return preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new GuardedQuery<>(connection -> connection.preparedQuery(sql), this::guard);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new GuardedQuery<>(connection -> connection.preparedQuery(sql, options), this::guard);
    }

    /** @param work is done twice if it lost a deadlock the first time */
    @Override
    public <T> Future<T> withTransaction(Function<SqlConnection, Future<T>> work) {
        return guard(connection -> connection.begin().compose(transaction -> inside(transaction, connection, work)));
    }

    /** Work that may have committed something, and so is not repeated. */
    @Override
    public <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
        return connected(work).recover(failure -> Future.failedFuture(refusal(failure)));
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    /**
     * The user of the connection learns that PostgreSQL ended it; the client would also print that on standard error.
     */
    private static SqlConnection silent(SqlConnection connection) {
        return connection.exceptionHandler(ended -> {});
    }

    private static <T> Future<T> inside(
            Transaction transaction, SqlConnection connection, Function<SqlConnection, Future<T>> work) {
        return Future.succeededFuture(connection)
                .compose(work)
                .compose(
                        answer -> transaction.commit().map(answer),
                        failure -> transaction.rollback().transform(rolledBack -> Future.failedFuture(failure)));
    }

    private <T> Future<T> guard(Function<SqlConnection, Future<T>> work) {
        return connected(work)
                .recover(failure -> SqlState.isWorthAnotherTry(failure)
                        ? vertx.timer(MAKES_WAY.toMillis(), TimeUnit.MILLISECONDS)
                                .compose(madeWay -> connected(work))
                        : Future.failedFuture(failure))
                .recover(failure -> Future.failedFuture(refusal(failure)));
    }

    private <T> Future<T> connected(Function<SqlConnection, Future<T>> work) {
        return getConnection()
                .compose(connection -> Future.succeededFuture((SqlConnection) new GuardedConnection(connection, outage))
                        .compose(work)
                        .onComplete(done -> connection.close()));
    }

    /** What a refusal means to a caller; only PostgreSQL throws it. */
    private Throwable refusal(Throwable failure) {
        return switch (failure) {
            case PgException refusal when SqlState.isInvalidText(refusal) -> Problem.of(400, "bad-request");
            case PgException refusal when SqlState.isWorthAnotherTry(refusal) -> outage.gaveUp(refusal);
            case PgException refusal when SqlState.isRowHeld(refusal) -> DatabaseAway.rowHeld(refusal);
            default -> failure;
        };
    }
}
