package latchkey.password.pool;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Work that waits for a thread of the {@link HashPool}; ordered by priority, then by arrival. */
final class Job<T> implements Comparable<Job<?>> {

    private static final Comparator<Job<?>> ORDER =
            Comparator.<Job<?>, Priority>comparing(job -> job.priority).thenComparingLong(job -> job.number);

    private final Context context;
    private final Priority priority;
    private final long number;
    private final BooleanSupplier wanted;
    private final Supplier<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread asker = Thread.currentThread();
    private final long arrived = System.nanoTime();

    /** @param context of who asks, and on whose thread this is made */
    Job(Context context, Priority priority, long number, BooleanSupplier wanted, Supplier<T> work) {
        this.context = context;
        this.priority = priority;
        this.number = number;
        this.wanted = wanted;
        this.work = work;
    }

    Future<T> result() {
        return Future.fromCompletionStage(result, context);
    }

    boolean isSettled() {
        return result.isDone();
    }

    boolean isWanted() {
        try {
            return wanted.getAsBoolean();
        } catch (RuntimeException e) { // who can't be asked must not end the thread that asks
            return false;
        }
    }

    Priority priority() {
        return priority;
    }

    /** Whether whoever comes with this priority gets ahead of it. */
    boolean isBehind(Priority newcomer) {
        return newcomer.compareTo(priority) < 0;
    }

    long waitedNanos() {
        return System.nanoTime() - arrived;
    }

    /** Does the work; what is returned tells it. */
    Result run() {
        try {
            T done = work.get();
            return new Result(asker, context, () -> result.complete(done));
        } catch (Throwable e) { // an OutOfMemoryError of one hash must reach its requester and spare the thread
            return new Result(asker, context, () -> fail(e));
        }
    }

    void fail(Throwable cause) {
        result.completeExceptionally(cause);
    }

    @Override
    public int compareTo(Job<?> other) {
        return ORDER.compare(this, other);
    }
}
