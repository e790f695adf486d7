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
 * A statement that is executed in groups when many requests arrive together: those of one turn of the event loop, or
 * that come while a group is under way, share a connection. Those that are committed together share one transaction,
 * and so one round trip and one wait for the disk. A request that comes alone does not wait for others. See
 * docs/decisions/003-one-statement-for-one-change.md.
 *
 * <p>If PostgreSQL refuses one execution of a transaction, it is rolled back and each is executed alone: none fails for
 * another's row, text or deadlock. Where the outcome is unknown (a broken connection, a statement or group that took
 * too long) the whole group fails and is not repeated.
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
     * For executions that each change a row of their own, where the time taken reveals nothing.
     *
     * @param sql refuses to wait ({@code nowait}) for a row that may be held for many seconds, as an import does: a
     *     group must not. An execution on its own waits.
     */
    public static GroupedStatement committedTogether(Pool pool, String sql) {
        return new GroupedStatement(pool, sql, sql.replace(NOWAIT, ""), true);
    }

    /** The same, but an execution alone does not wait either: the time taken would reveal that there is such a row. */
    public static GroupedStatement committedTogetherWithoutWaiting(Pool pool, String sql) {
        return new GroupedStatement(pool, sql, sql, true);
    }

    /**
     * For rows that many executions share, such as counters: each execution is a transaction, and holds its locks only
     * while it runs. Many together still take no more connections than there are event loops.
     */
    public static GroupedStatement committedApart(Pool pool, String sql) {
        return new GroupedStatement(pool, sql, sql, false);
    }

    /** An execution that locks nothing, or whose group isn't one transaction. */
    public Future<Optional<Row>> execute(Tuple parameters) {
        return execute("", parameters);
    }

    /**
     * @param lock names what this execution locks and others may want too: a group runs in the order of these names, so
     *     that two groups never wait for each other
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
