package latchkey.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The groups of one thread, one after the other: with two under way it was no quicker. */
final class Lane {

    /** Long enough to share the cost of a commit, short enough that the last one's answer is not held up. */
    private static final int MOST = 128;

    /** As long as for a connection: who waited longer was told by now that it can't be done, and it must not be. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A connection that fell silent must not hold up the next group for longer than a request lasts. */
    private static final long LONGEST_SECONDS = 3;

    private final Asking together;
    private final Asking alone;
    private final boolean eachLockOnce;
    private final Deque<Execution> waiting = new ArrayDeque<>();
    private boolean isUnderWay;

    /** @param eachLockOnce whether who locks what another of the group locks has to wait for the next one */
    Lane(Asking together, Asking alone, boolean eachLockOnce) {
        this.together = together;
        this.alone = alone;
        this.eachLockOnce = eachLockOnce;
    }

    CompletableFuture<Optional<Row>> take(String lock, Tuple parameters) {
        var execution = new Execution(lock, parameters);
        if (isFirst(execution)) {
            atEndOfTurn(this::leave);
        }
        return execution.result;
    }

    private synchronized boolean isFirst(Execution execution) {
        waiting.addLast(execution);
        return waiting.size() == 1;
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

    private void leave() {
        List<Execution> next = next();
        if (!next.isEmpty()) {
            List<Execution> group =
                    next.stream().filter(one -> !one.hasGivenUp()).toList();
            // Composed, so that what throws fails the group: nobody would leave after it otherwise.
            Future.succeededFuture(group)
                    .compose(this::ask)
                    .onComplete(done -> arrived())
                    .onSuccess(answers -> tell(group, answers))
                    .onFailure(failure -> group.forEach(one -> refused(one, failure, group.size() > 1)));
        }
    }

    /** In the order of locks, so that two groups never wait for each other. Empty while one is under way. */
    private synchronized List<Execution> next() {
        var group = new ArrayList<Execution>();
        if (!isUnderWay) {
            Set<String> locks = new HashSet<>();
            for (var all = waiting.iterator(); all.hasNext() && group.size() < MOST; ) {
                Execution one = all.next();
                if (!eachLockOnce || locks.add(one.lock)) {
                    all.remove();
                    group.add(one);
                }
            }
            isUnderWay = !group.isEmpty();
        }
        group.sort(Comparator.comparing(Execution::lock));
        return group;
    }

    private Future<List<Optional<Row>>> ask(List<Execution> group) {
        return group.isEmpty()
                ? Future.succeededFuture(List.of())
                : together.ask(group.stream().map(Execution::parameters).toList())
                        .timeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    /** The next one leaves before this one's callers are told, so that PostgreSQL has something to do meanwhile. */
    private void arrived() {
        synchronized (this) {
            isUnderWay = false;
        }
        leave();
    }

    private static void tell(List<Execution> group, List<Optional<Row>> answers) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).result.complete(answers.get(i));
        }
    }

    private void refused(Execution one, Throwable failure, boolean inCompany) {
        boolean surelyNotDone = failure instanceof PgException && !SqlState.isUnavailable(failure);
        if (surelyNotDone && (inCompany || !alone.equals(together))) {
            alone.ask(List.of(one.parameters))
                    .onSuccess(answers -> one.result.complete(answers.getFirst()))
                    .onFailure(one.result::completeExceptionally);
        } else {
            one.result.completeExceptionally(failure);
        }
    }

    /** @param lock what it locks that others may want too */
    private record Execution(String lock, Tuple parameters, CompletableFuture<Optional<Row>> result, long since) {

        Execution(String lock, Tuple parameters) {
            this(lock, parameters, new CompletableFuture<>(), System.nanoTime());
        }

        boolean hasGivenUp() {
            boolean isLate = System.nanoTime() - since > PATIENCE_NANOS;
            return isLate
                    && result.completeExceptionally(new TimeoutException("what was to be done before took too long"));
        }
    }
}
