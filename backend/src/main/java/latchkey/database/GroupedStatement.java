package latchkey.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A statement that many execute at once. Those who come in one turn of the event loop, or while a group of them is under way,
 * go together: one round trip, one process of PostgreSQL, one transaction, one wait for the disk. Who comes alone does not
 * wait for others. See docs/decisions/019-shared-commits.md.
 *
 * <p>If PostgreSQL refuses one of a group, nothing of the group is done, and each of it is executed by itself: nobody fails
 * for another's row. What can't be told apart from done, a broken connection, fails for all of the group and is not
 * repeated.
 *
 * <p>For any thread. On an event loop, the groups are of that loop's callers and the futures complete there.
 */
public final class GroupedStatement {

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
    public GroupedStatement(Pool pool, String sql) {
        this(pool, sql, sql);
    }

    /**
     * @param sql refuses to wait for a row that somebody else has locked ({@code nowait}): the group must not
     * @param patient the same, but waits: what of a refused group is executed by itself
     */
    public GroupedStatement(Pool pool, String sql, String patient) {
        statement = pool.preparedQuery(sql);
        this.patient = pool.preparedQuery(patient);
        waits = sql.equals(patient);
    }

    /** An execution that locks nothing. */
    public Future<RowSet<Row>> execute(Tuple parameters) {
        return execute("", parameters);
    }

    /**
     * @param lock names what this execution locks and others may want too: a group runs in its order, so that two groups
     *     never wait for each other
     */
    public Future<RowSet<Row>> execute(String lock, Tuple parameters) {
        var execution = new Execution(lock, parameters, new CompletableFuture<>());
        lanes.get().take(execution);
        Context context = Vertx.currentContext();
        return context == null
                ? Future.fromCompletionStage(execution.result)
                : Future.fromCompletionStage(execution.result, context);
    }

    private Future<RowSet<Row>> run(Group group, List<Execution> members) {
        return group.isLate()
                ? Future.failedFuture(new TimeoutException("what was to be done before took too long"))
                : statement
                        .executeBatch(
                                members.stream().map(Execution::parameters).toList())
                        .timeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** When the event loop has done what it has before it now; at once on any other thread. */
    private static void atEndOfTurn(Runnable work) {
        Context context = Vertx.currentContext();
        if (context != null && Context.isOnEventLoopThread()) {
            context.runOnContext(next -> work.run());
        } else {
            work.run();
        }
    }

    /** The groups of one thread, one after the other: with two under way it was no quicker. */
    private final class Lane {

        private final Deque<Group> waiting = new ArrayDeque<>();
        private boolean isUnderWay;

        void take(Execution execution) {
            if (isFirstOfGroup(execution)) {
                atEndOfTurn(this::leave);
            }
        }

        private synchronized boolean isFirstOfGroup(Execution execution) {
            boolean first = waiting.isEmpty() || waiting.getLast().isFull();
            if (first) {
                waiting.add(new Group());
            }
            waiting.getLast().members.add(execution);
            return first;
        }

        private void leave() {
            next().ifPresent(group -> {
                var members = group.inOrder();
                // Composed, so that what throws fails the group: nobody would leave after it otherwise.
                Future.succeededFuture(group)
                        .compose(leaving -> run(leaving, members))
                        .onComplete(done -> arrived())
                        .onSuccess(first -> tell(members, first))
                        .onFailure(failure -> members.forEach(member -> refused(member, failure, members.size() > 1)));
            });
        }

        private synchronized Optional<Group> next() {
            if (isUnderWay || waiting.isEmpty()) {
                return Optional.empty();
            }
            isUnderWay = true;
            return Optional.of(waiting.removeFirst());
        }

        /** The next one leaves before this one's callers are told, so that PostgreSQL has something to do meanwhile. */
        private void arrived() {
            synchronized (this) {
                isUnderWay = false;
            }
            leave();
        }

        private void tell(List<Execution> members, RowSet<Row> first) {
            RowSet<Row> rows = first;
            for (Execution member : members) {
                member.result.complete(rows);
                rows = rows.next();
            }
        }

        private void refused(Execution member, Throwable failure, boolean inCompany) {
            boolean surelyNotDone = failure instanceof PgException && !SqlState.isUnavailable(failure);
            if (surelyNotDone && (inCompany || !waits)) {
                patient.execute(member.parameters)
                        .onSuccess(member.result::complete)
                        .onFailure(member.result::completeExceptionally);
            } else {
                member.result.completeExceptionally(failure);
            }
        }
    }

    private record Execution(String lock, Tuple parameters, CompletableFuture<RowSet<Row>> result) {}

    private static final class Group {

        private final List<Execution> members = new ArrayList<>();
        private final long since = System.nanoTime();

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
