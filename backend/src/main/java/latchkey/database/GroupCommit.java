package latchkey.database;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that many execute at once, with one commit for many executions. While one group of them is under way, those
 * that come gather, and go together as the next: one round trip, one transaction, one wait for the disk. Who comes alone
 * goes at once. See docs/decisions/019-shared-commits.md.
 *
 * <p>If PostgreSQL refuses one of a group, nothing of the group is done, and each of it is executed by itself: nobody fails
 * for another's row. What can't be told apart from done, a broken connection, fails for all of the group and is not
 * repeated.
 *
 * <p>For any thread. On an event loop, the groups are of that loop's callers and the futures complete there.
 */
public final class GroupCommit {

    /** Long enough to share the cost of a commit, short enough that the last one's answer is not held up. */
    private static final int MOST = 128;

    /** As long as for a connection: who waited longer was told by now that it can't be done, and it must not be. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A connection that fell silent must not hold up the next group for longer than a request lasts. */
    private static final long LONGEST_SECONDS = 3;

    private final PreparedQuery<RowSet<Row>> statement;
    private final PreparedQuery<RowSet<Row>> patient;
    private final boolean waits;
    private final ThreadLocal<Lane> lanes = ThreadLocal.withInitial(Lane::new);

    /** For a statement whose rows nobody locks for long. */
    public GroupCommit(Pool pool, String sql) {
        this(pool, sql, sql);
    }

    /**
     * @param sql refuses to wait for a row that somebody else has locked ({@code nowait}): the group must not
     * @param patient the same, but waits: what of a refused group is executed by itself
     */
    public GroupCommit(Pool pool, String sql, String patient) {
        statement = pool.preparedQuery(sql);
        this.patient = pool.preparedQuery(patient);
        waits = sql.equals(patient);
    }

    /**
     * @param lock names what this execution locks and others may want too: a group runs in its order, so that two groups
     *     never wait for each other
     */
    public Future<RowSet<Row>> execute(String lock, Tuple parameters) {
        return lanes.get().execute(new Execution(lock, parameters));
    }

    private Future<Map<Execution, RowSet<Row>>> run(List<Execution> members) {
        return statement
                .executeBatch(members.stream().map(Execution::parameters).toList())
                .map(first -> {
                    var each = new IdentityHashMap<Execution, RowSet<Row>>();
                    RowSet<Row> rows = first;
                    for (Execution member : members) {
                        each.put(member, rows);
                        rows = rows.next();
                    }
                    return each;
                });
    }

    private Future<RowSet<Row>> alone(Throwable failure, Tuple parameters) {
        return failure instanceof PgException && !SqlState.isUnavailable(failure)
                ? patient.execute(parameters)
                : Future.failedFuture(failure);
    }

    /** The groups of one thread, one after the other. */
    private final class Lane {

        private Future<Map<Execution, RowSet<Row>>> last = Future.succeededFuture(Map.of());
        private @Nullable Group gathering;

        synchronized Future<RowSet<Row>> execute(Execution execution) {
            Group group = gathering == null || gathering.isFull() ? new Group() : gathering;
            group.members.add(execution);
            if (group != gathering) {
                gathering = group;
                // With nothing under way this group leaves here and now.
                group.rows = last.isComplete() ? leave(group) : last.transform(done -> leave(group));
                last = group.rows;
            }
            return group.rows
                    .map(rows -> rows.get(execution))
                    .recover(failure -> group.members.size() > 1 || !waits
                            ? alone(failure, execution.parameters)
                            : Future.failedFuture(failure));
        }

        private synchronized Future<Map<Execution, RowSet<Row>>> leave(Group group) {
            if (gathering == group) {
                gathering = null;
            }
            return group.isLate()
                    ? Future.failedFuture(new TimeoutException("what was to be done before took too long"))
                    : run(group.inOrder()).timeout(LONGEST_SECONDS, TimeUnit.SECONDS);
        }
    }

    private record Execution(String lock, Tuple parameters) {}

    private static final class Group {

        private final List<Execution> members = new ArrayList<>();
        private final long since = System.nanoTime();
        private Future<Map<Execution, RowSet<Row>>> rows = Future.succeededFuture(Map.of());

        List<Execution> inOrder() {
            return members.stream()
                    .sorted(Comparator.comparing(Execution::lock))
                    .toList();
        }

        boolean isFull() {
            return members.size() >= MOST;
        }

        boolean isLate() {
            return System.nanoTime() - since > PATIENCE_NANOS;
        }
    }
}
