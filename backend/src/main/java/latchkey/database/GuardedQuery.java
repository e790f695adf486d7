package latchkey.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/** A statement that is executed on the connection, and in the way, that it is given. */
record GuardedQuery<T>(Function<SqlConnection, PreparedQuery<T>> query, Guard guard) implements PreparedQuery<T> {

    /** Runs work with a connection. */
    interface Guard {
        <R> Future<R> run(Function<SqlConnection, Future<R>> work);
    }

    @Override
    public Future<T> execute() {
        return guard.run(connection -> query.apply(connection).execute());
    }

    @Override
    public Future<T> execute(Tuple parameters) {
        return guard.run(connection -> query.apply(connection).execute(parameters));
    }

    @Override
    public Future<T> executeBatch(List<Tuple> batch) {
        return guard.run(connection -> query.apply(connection).executeBatch(batch));
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        return new GuardedQuery<>(query.andThen(one -> one.collecting(collector)), guard);
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
        return new GuardedQuery<>(query.andThen(one -> one.mapping(mapper)), guard);
    }
}
