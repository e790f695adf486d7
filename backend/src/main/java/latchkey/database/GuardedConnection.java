package latchkey.database;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.internal.SqlConnectionInternal;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.util.function.Function;

/**
 * A connection that fails with {@link DatabaseAway} if it is lost; PostgreSQL's refusals stay a {@code PgException}.
 */
record GuardedConnection(SqlConnection connection, Outage outage) implements SqlConnection {

    /** Prepared as well: what is sent to PostgreSQL is one statement. */
    @Override
    public Query<RowSet<Row>> query(String sql) {
        return preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new GuardedQuery<>(one -> one.preparedQuery(sql), this::run);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new GuardedQuery<>(one -> one.preparedQuery(sql, options), this::run);
    }

    @Override
    public Future<PreparedStatement> prepare(String sql) {
        return run(one -> one.prepare(sql));
    }

    @Override
    public Future<PreparedStatement> prepare(String sql, PrepareOptions options) {
        return run(one -> one.prepare(sql, options));
    }

    @Override
    public Future<Transaction> begin() {
        return run(SqlConnection::begin).map(begun -> new GuardedTransaction(begun, this));
    }

    @Override
    public Transaction transaction() {
        return new GuardedTransaction(connection.transaction(), this);
    }

    @Override
    public SqlConnection exceptionHandler(Handler<Throwable> handler) {
        connection.exceptionHandler(handler);
        return this;
    }

    @Override
    public SqlConnection closeHandler(Handler<Void> handler) {
        connection.closeHandler(handler);
        return this;
    }

    @Override
    public boolean isSSL() {
        return connection.isSSL();
    }

    @Override
    public DatabaseMetadata databaseMetadata() {
        return connection.databaseMetadata();
    }

    @Override
    public Future<Void> close() {
        return connection.close();
    }

    private <T> Future<T> run(Function<SqlConnection, Future<T>> work) {
        return watch(work.apply(connection));
    }

    private <T> Future<T> watch(Future<T> answer) {
        return outage.watch(answer, () -> isLost(connection));
    }

    /**
     * The close handler comes too late: work that fails with the connection runs before it. The first connection
     * unwrapped is the pool's, which is always valid.
     *
     * @param connection of a pool
     */
    static boolean isLost(SqlConnection connection) {
        return !((SqlConnectionInternal) connection).unwrap().unwrap().isValid();
    }

    private record GuardedTransaction(Transaction transaction, GuardedConnection connection) implements Transaction {

        @Override
        public Future<Void> commit() {
            return connection.watch(transaction.commit());
        }

        @Override
        public Future<Void> rollback() {
            return connection.watch(transaction.rollback());
        }

        @Override
        public Future<Void> completion() {
            return transaction.completion();
        }
    }
}
