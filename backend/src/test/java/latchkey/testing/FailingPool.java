package latchkey.testing;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collector;

/** A pool that fails as a test says, but for statements that a real one executes. */
public final class FailingPool implements Pool {

    private final Pool real;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Throwable failure = new IllegalStateException("nothing was set");
    private volatile String spared = "\0";

    public FailingPool(Pool real) {
        this.real = real;
    }

    /** @param spared what the statements contain that do not fail */
    public void failWith(Throwable next, String spared) {
        failure = next;
        this.spared = spared;
        failures.set(0);
    }

    /** How often it failed since it was told with what. */
    public int failures() {
        return failures.get();
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return fail();
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return sql.contains(spared) ? real.preparedQuery(sql) : new Failing<>();
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return preparedQuery(sql);
    }

    @Override
    public <T> Future<T> withTransaction(Function<SqlConnection, Future<T>> work) {
        return fail();
    }

    @Override
    public <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
        return fail();
    }

    @Override
    public int size() {
        return real.size();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private <T> Future<T> fail() {
        failures.incrementAndGet();
        return Future.failedFuture(failure);
    }

    private final class Failing<T> implements PreparedQuery<T> {

        @Override
        public Future<T> execute() {
            return fail();
        }

        @Override
        public Future<T> execute(Tuple parameters) {
            return fail();
        }

        @Override
        public Future<T> executeBatch(List<Tuple> batch) {
            return fail();
        }

        @Override
        public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
            return new Failing<>();
        }

        @Override
        public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
            return new Failing<>();
        }
    }
}
