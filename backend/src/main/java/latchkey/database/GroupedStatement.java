package latchkey.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import latchkey.web.trace.Spans;

/**
 * A statement that a crowd executes in groups: those who come in one turn of the event loop, or while a group of them is
 * under way, share a connection. Those that are committed together share one transaction, and so one round trip and one
 * wait for the disk. A request that comes alone does not wait for others. See docs/decisions/003-one-statement-for-one-change.md.
 *
 * <p>If PostgreSQL refuses one of a transaction, nothing of it is done, and each is executed by itself: nobody fails for
 * another's row, text or deadlock. What can't be told apart from done (a broken connection, a statement that
 * took too long, a group that did) fails for all of the group and is not repeated.
 *
 * <p>For any thread; only those on an event loop are grouped.
 */
public final class GroupedStatement {

    private static final String NOWAIT = " nowait";

    private final String sql;
    private final PreparedQuery<RowSet<Row>> alone;
    private final ThreadLocal<Lane> lanes;

    private GroupedStatement(Pool pool, String sql, String byItself, boolean isOneTransaction) {
        this.sql = sql;
        alone = pool.preparedQuery(byItself);
        lanes = ThreadLocal.withInitial(() -> new Lane(pool, sql, byItself, isOneTransaction));
    }

    /**
     * For what changes a row of its own each time, and nobody's answer depends on how long it took.
     *
     * @param sql refuses to wait for a row that somebody may hold for many seconds, as an import does ({@code nowait}):
     *     a group must not. What is executed by itself waits.
     */
    public static GroupedStatement committedTogether(Pool pool, String sql) {
        return new GroupedStatement(pool, sql, sql.replace(NOWAIT, ""), true);
    }

    /** The same, but what is executed by itself does not wait either: how long it took would tell that there is such a row. */
    public static GroupedStatement committedTogetherWithoutWaiting(Pool pool, String sql) {
        return new GroupedStatement(pool, sql, sql, true);
    }

    /**
     * For what changes rows that many share, such as counters: each execution is a transaction, and holds what it locks
     * for no longer than it runs. A crowd takes no more connections than there are event loops all the same.
     */
    public static GroupedStatement committedApart(Pool pool, String sql) {
        return new GroupedStatement(pool, sql, sql, false);
    }

    /** An execution that locks nothing, or whose group is no transaction. */
    public Future<Optional<Row>> execute(Tuple parameters) {
        return execute("", parameters);
    }

    /**
     * @param lock names what this execution locks and others may want too: a group runs in its order, so that two
     *     groups never wait for each other
     * @return the first row of the answer
     */
    public Future<Optional<Row>> execute(String lock, Tuple parameters) {
        Context context = Vertx.currentContext();
        return context != null && Context.isOnEventLoopThread()
                ? traced(context, lanes.get().take(context, lock, parameters))
                : alone.execute(parameters).map(Lane::first);
    }

    /** The group is of many requests, so Vert.x doesn't know that this one waits for it. */
    private Future<Optional<Row>> traced(Context request, Future<Optional<Row>> answer) {
        return Spans.of(request)
                .map(spans -> spans.statement(request, sql, answer))
                .orElse(answer);
    }
}
