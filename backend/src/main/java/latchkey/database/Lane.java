package latchkey.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
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
import latchkey.web.RequestTime;

/** Runs the groups of one event loop one at a time: two at a time were no faster. For that event loop only. */
final class Lane {

    /** Long enough to share the cost of a commit, short enough that the last one's answer is not held up. */
    private static final int MAX_GROUP_SIZE = 128;

    private final Pool pool;
    private final String together;
    private final String alone;
    private final boolean isOneTransaction;
    private final Deque<Execution> waiting = new ArrayDeque<>();
    private boolean isUnderWay;

    /** @param isOneTransaction whether a group is done as a whole or not at all */
    Lane(Pool pool, String together, String alone, boolean isOneTransaction) {
        this.pool = pool;
        this.together = together;
        this.alone = alone;
        this.isOneTransaction = isOneTransaction;
    }

    Future<Optional<Row>> take(Context loop, String lock, Tuple parameters) {
        var execution = new Execution(lock, parameters, new CompletableFuture<>(), System.nanoTime());
        waiting.add(execution);
        if (waiting.size() == 1) {
            // After the event loop has done what is already queued.
            loop.runOnContext(turn -> leave());
        }
        return Future.fromCompletionStage(execution.result, loop);
    }

    static Optional<Row> first(RowSet<Row> rows) {
        return rows.stream().findFirst();
    }

    private void leave() {
        if (isUnderWay || waiting.isEmpty()) {
            return;
        }
        isUnderWay = true;
        List<Execution> group = next();
        // Composed, so that an exception fails the group: otherwise no group would follow.
        Future.succeededFuture(group)
                .compose(this::ask)
                .onComplete(done -> {
                    isUnderWay = false;
                    leave();
                })
                .onSuccess(told -> {
                    if (!told) {
                        group.forEach(this::executeAlone);
                    }
                })
                .onFailure(failure -> group.forEach(one -> one.result.completeExceptionally(failure)));
    }

    /** Sorted by lock, so that two groups never wait for each other. */
    private List<Execution> next() {
        var group = new ArrayList<Execution>();
        while (!waiting.isEmpty() && group.size() < MAX_GROUP_SIZE) {
            group.add(waiting.remove());
        }
        group.sort(Comparator.comparing(Execution::lock));
        return group;
    }

    /** False if PostgreSQL refused one of the group, so that nothing was done: each is then executed alone. */
    private Future<Boolean> ask(List<Execution> group) {
        return pool.withConnection(connection -> {
                    group.removeIf(Execution::hasGivenUp);
                    if (group.isEmpty()) {
                        return Future.succeededFuture(true);
                    }
                    return isOneTransaction ? asOne(connection, group) : eachAlone(connection, group);
                })
                // A connection that fell silent must not hold up the next group.
                .timeout(RequestTime.WHOLE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure ->
                        Future.failedFuture(failure instanceof TimeoutException ? new DatabaseAway(failure) : failure));
    }

    private Future<Boolean> asOne(SqlConnection connection, List<Execution> group) {
        boolean isAnotherTry = group.size() > 1 || !alone.equals(together);
        return connection
                .preparedQuery(together)
                .executeBatch(group.stream().map(Execution::parameters).toList())
                .map(rows -> {
                    tell(group, rows);
                    return true;
                })
                .recover(failure ->
                        (isAnotherTry && failure instanceof PgException) || SqlState.isWorthAnotherTry(failure)
                                ? Future.succeededFuture(false)
                                : Future.failedFuture(failure));
    }

    /** One after the other without a pause; each caller gets its answer immediately. */
    private Future<Boolean> eachAlone(SqlConnection connection, List<Execution> group) {
        return Future.join(group.stream()
                        .map(one -> connection
                                .preparedQuery(together)
                                .execute(one.parameters)
                                .onSuccess(rows -> one.result.complete(first(rows)))
                                .onFailure(failure -> refused(one, failure)))
                        .toList())
                .transform(done -> Future.succeededFuture(true));
    }

    private static void tell(List<Execution> group, RowSet<Row> ofTheFirst) {
        RowSet<Row> rows = ofTheFirst;
        for (Execution one : group) {
            one.result.complete(first(rows));
            rows = rows.next();
        }
    }

    /** A refused execution is repeated alone, so that the pool gives the refusal its meaning, or tries once more. */
    private void refused(Execution one, Throwable failure) {
        if (failure instanceof PgException) {
            executeAlone(one);
        } else {
            one.result.completeExceptionally(failure);
        }
    }

    private void executeAlone(Execution one) {
        pool.preparedQuery(alone)
                .execute(one.parameters)
                .map(Lane::first)
                .onSuccess(one.result::complete)
                .onFailure(one.result::completeExceptionally);
    }

    /** @param lock what it locks that others may want too */
    private record Execution(String lock, Tuple parameters, CompletableFuture<Optional<Row>> result, long since) {

        /** Whether it can no longer be answered in time: then it must not be done. */
        boolean hasGivenUp() {
            boolean isLate = System.nanoTime() - since > RequestTime.WAIT.toNanos();
            return isLate && result.completeExceptionally(new DatabaseAway("the statements before it took too long"));
        }
    }
}
