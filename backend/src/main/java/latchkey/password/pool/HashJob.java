package latchkey.password.pool;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Work for a thread of the {@link HashPool}, and its outcome: a result, a fault or a refusal. For any thread. */
final class HashJob<T> {

    private final Priority priority;
    private final BooleanSupplier wanted;
    private final Supplier<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long arrived = System.nanoTime();

    HashJob(Priority priority, BooleanSupplier wanted, Supplier<T> work) {
        this.priority = priority;
        this.wanted = wanted;
        this.work = work;
    }

    /** The outcome, on this context whichever thread settles it. */
    Future<T> result(Context context) {
        return Future.fromCompletionStage(result, context);
    }

    Priority priority() {
        return priority;
    }

    long waitedNanos() {
        return System.nanoTime() - arrived;
    }

    /** False once it is settled, or its requester has gone. */
    boolean isWanted() {
        try {
            return !isSettled() && wanted.getAsBoolean();
        } catch (RuntimeException e) { // a requester that can't be asked must not end the thread that asks
            return false;
        }
    }

    boolean isSettled() {
        return result.isDone();
    }

    /** Does the work; the returned step completes the future. */
    Runnable run() {
        try {
            T done = work.get();
            return () -> result.complete(done);
        } catch (Throwable e) { // an OutOfMemoryError of one hash must reach its requester and spare the thread
            return () -> result.completeExceptionally(e);
        }
    }

    void refuse(Busy busy) {
        result.completeExceptionally(busy);
    }
}
