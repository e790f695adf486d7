package latchkey.database;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;
import latchkey.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool whose failures say what they are: {@link DatabaseAway}, a text that can't be stored, or, as PostgreSQL sent it, a
 * refusal of the statement. A statement or transaction that lost a deadlock is tried once more: none of it was done.
 */
final class GuardedPool implements Pool {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedPool.class);

    private final Pool pool;
    private final Outage outage;

    GuardedPool(Pool pool, Outage outage) {
        this.pool = pool;
        this.outage = outage;
    }

    @Override
    public Future<SqlConnection> getConnection() {
        return meaningful(pool.getConnection());
    }

    /** Prepared as well: what is sent to PostgreSQL is one statement. */
    @Override
    public Query<RowSet<Row>> query(String sql) {
        return preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new Guarded<>(pool.preparedQuery(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new Guarded<>(pool.preparedQuery(sql, options));
    }

    /** @param work is done twice if it lost a deadlock the first time */
    @Override
    public <T> Future<T> withTransaction(Function<SqlConnection, Future<T>> work) {
        return guard(() -> pool.withTransaction(work));
    }

    /** Work that may have committed something, and so is not repeated. */
    @Override
    public <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
        return meaningful(pool.withConnection(work));
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    private <T> Future<T> guard(Supplier<Future<T>> attempt) {
        return meaningful(attempt.get()
                .recover(
                        failure -> SqlState.isWorthAnotherTry(failure) ? attempt.get() : Future.failedFuture(failure)));
    }

    private <T> Future<T> meaningful(Future<T> answered) {
        return answered.transform((answer, failure) -> {
            if (failure == null) {
                outage.answered();
                return Future.succeededFuture(answer);
            }
            return Future.failedFuture(meaning(failure));
        });
    }

    private Throwable meaning(Throwable failure) {
        return switch (failure) {
            case PgException refusal when SqlState.isInvalidText(refusal) -> Problem.of(400, "bad-request");
            case PgException refusal
            when SqlState.isTimeout(refusal) || SqlState.isWorthAnotherTry(refusal) -> {
                LOG.warn("PostgreSQL gave a statement up: {}", refusal.getMessage());
                yield new DatabaseAway(refusal);
            }
            case PgException refusal -> SqlState.isAway(refusal) ? away(refusal) : refusal;
            // What comes from the pool and not from PostgreSQL: no connection, none in time, or it broke.
            case VertxException lost -> away(lost);
            case IOException unreachable -> away(unreachable);
            default -> failure;
        };
    }

    private DatabaseAway away(Throwable cause) {
        var away = new DatabaseAway(cause);
        outage.away(away);
        return away;
    }

    private final class Guarded<T> implements PreparedQuery<T> {

        private final PreparedQuery<T> query;

        Guarded(PreparedQuery<T> query) {
            this.query = query;
        }

        @Override
        public Future<T> execute() {
            return guard(query::execute);
        }

        @Override
        public Future<T> execute(Tuple parameters) {
            return guard(() -> query.execute(parameters));
        }

        @Override
        public Future<T> executeBatch(List<Tuple> batch) {
            return guard(() -> query.executeBatch(batch));
        }

        @Override
        public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
            return new Guarded<>(query.collecting(collector));
        }

        @Override
        public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
            return new Guarded<>(query.mapping(mapper));
        }
    }
}
