package latchkey.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A statement that many execute at once. Those who come in one turn of the event loop, or while a group of them is under way,
 * go together: one round trip, one process of PostgreSQL, one transaction, one wait for the disk. Who comes alone does not
 * wait for others. See docs/decisions/017-what-a-sign-in-writes.md.
 *
 * <p>If PostgreSQL refuses one of a group, nothing of the group is done, and each of it is executed by itself: nobody fails
 * for another's row. What can't be told apart from done, a broken connection, fails for all of the group and is not
 * repeated.
 *
 * <p>For any thread. On an event loop, the groups are of that loop's callers and the futures complete there.
 */
public final class GroupedStatement {

    private final ThreadLocal<Lane> lanes;

    private GroupedStatement(Asking together, Asking alone, boolean eachLockOnce) {
        lanes = ThreadLocal.withInitial(() -> new Lane(together, alone, eachLockOnce));
    }

    /** A statement that a group executes one after the other, and whose rows nobody locks for long. */
    public static GroupedStatement inTurn(Pool pool, String sql) {
        return inTurn(pool, sql, sql);
    }

    /**
     * A statement that a group executes one after the other.
     *
     * @param sql refuses to wait for a row that somebody else has locked ({@code nowait}): the group must not
     * @param patient the same, but waits: what of a refused group is executed by itself
     */
    public static GroupedStatement inTurn(Pool pool, String sql, String patient) {
        var together = Asking.inTurn(pool.preparedQuery(sql));
        return new GroupedStatement(
                together, sql.equals(patient) ? together : Asking.inTurn(pool.preparedQuery(patient)), false);
    }

    /**
     * A statement that does all of a group's executions in one, which spares PostgreSQL half of the work where each has little
     * to do. Who locks what another of a group locks goes with a later group.
     *
     * @param sql has an array for each parameter; each of its rows says in {@code n} which of the elements, from 1, it is the
     *     answer to
     */
    public static GroupedStatement atOnce(Pool pool, String sql) {
        var asking = Asking.atOnce(pool.preparedQuery(sql));
        return new GroupedStatement(asking, asking, true);
    }

    /** An execution that locks nothing. */
    public Future<Optional<Row>> execute(Tuple parameters) {
        return execute("", parameters);
    }

    /**
     * @param lock names what this execution locks and others may want too: a group runs in its order, so that two groups
     *     never wait for each other
     * @param parameters of one execution; none of a statement that is done at once may be null
     * @return the first row of the answer
     */
    public Future<Optional<Row>> execute(String lock, Tuple parameters) {
        CompletableFuture<Optional<Row>> result = lanes.get().take(lock, parameters);
        Context context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(result) : Future.fromCompletionStage(result, context);
    }
}
