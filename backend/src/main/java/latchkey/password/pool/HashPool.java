package latchkey.password.pool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Dedicated threads for work that keeps a processor busy, and a bounded queue in front of them. A job that can't start
 * in time is refused with {@link Busy} when it arrives. Futures complete on the caller's Vert.x context. For any
 * thread; no call blocks. See docs/decisions/011-a-login-storm.md.
 */
public final class HashPool implements AutoCloseable {

    /** From a job's arrival to its end, so that its request is answered before its 3 seconds are over. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Duration longestWait;
    private final Duration deadline;
    private final JobQueue queue;
    private final WaitEstimate estimate;
    private final RetryAfterSchedule schedule = new RetryAfterSchedule(System::nanoTime);
    private final Timer waits;
    private final Timer hashes;
    private final MeterRegistry registry;

    /**
     * @param workers how many threads
     * @param places how many jobs may wait besides those that run
     * @param longestWait a job that would wait longer for a thread is refused when it arrives
     */
    public HashPool(Vertx vertx, int workers, int places, Duration longestWait, MeterRegistry registry) {
        this(vertx, workers, places, longestWait, DEADLINE, registry);
    }

    HashPool(Vertx vertx, int workers, int places, Duration longestWait, Duration deadline, MeterRegistry registry) {
        this.vertx = vertx;
        this.longestWait = longestWait;
        this.deadline = deadline;
        this.registry = registry;
        queue = new JobQueue(workers + places);
        estimate = new WaitEstimate(workers);
        waits = registry.timer("latchkey.password.wait");
        hashes = registry.timer("latchkey.password.hash");
        for (RefusalCause cause : RefusalCause.values()) {
            refusals(cause).increment(0); // so that the metric is there before the first refusal
        }
        Gauge.builder("latchkey.password.queue", queue, JobQueue::size).register(registry);
        for (int i = 1; i <= workers; i++) {
            Thread.ofPlatform().daemon().name("latchkey-hash-" + i).start(this::serve);
        }
    }

    /**
     * Fails with {@link Busy} if the work is refused or late, or with what it throws.
     *
     * @param wanted whether anybody still waits for the result; called on any thread
     * @param work runs on a thread of the pool
     */
    public <T> Future<T> submit(Priority priority, BooleanSupplier wanted, Supplier<T> work) {
        var job = new HashJob<>(priority, wanted, work);
        Future<T> result = job.result(vertx.getOrCreateContext());
        Optional<HashJob<?>> refused = cannotStartInTime(priority) ? Optional.of(job) : queue.offer(job);
        refused.ifPresent(each -> refuse(each, RefusalCause.FULL));
        if (job.isSettled()) {
            return result;
        }
        long timer = vertx.setTimer(deadline.toMillis(), id -> expire(job));
        return result.onComplete(done -> vertx.cancelTimer(timer));
    }

    /** The refusal of a job of this priority if it came now; counted as one. */
    public Optional<Busy> refusal(Priority priority) {
        return cannotStartInTime(priority) ? Optional.of(busy(RefusalCause.EARLY)) : Optional.empty();
    }

    /** How many wait for a thread. */
    int waiting() {
        return queue.size();
    }

    /** Refuses the waiting jobs and lets the running ones finish. */
    @Override
    public void close() {
        queue.close().forEach(job -> refuse(job, RefusalCause.CLOSED));
    }

    private boolean cannotStartInTime(Priority priority) {
        return !queue.hasPlace(priority) || estimate.nanos(queue.ahead(priority)) > longestWait.toNanos();
    }

    /** A thread that has already started the job finishes it, but nobody gets the result. */
    private void expire(HashJob<?> job) {
        queue.remove(job);
        refuse(job, RefusalCause.LATE);
    }

    private void refuse(HashJob<?> job, RefusalCause cause) {
        if (!job.isSettled()) {
            job.refuse(busy(cause));
        }
    }

    private Busy busy(RefusalCause cause) {
        refusals(cause).increment();
        return new Busy(schedule.next(estimate.nanosBetweenJobs()));
    }

    private Counter refusals(RefusalCause cause) {
        return registry.counter("latchkey.password.refused", "why", cause.tag());
    }

    private void serve() {
        ThreadPriority.lower();
        try {
            for (var job = queue.take(); job.isPresent(); job = queue.take()) {
                Runnable outcome = attend(job.get());
                queue.ended(); // first, so that a requester who is told finds the place free
                outcome.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does the job if it is still wanted; the returned step completes its future. */
    private Runnable attend(HashJob<?> job) {
        if (!job.isWanted()) {
            return () -> refuse(job, RefusalCause.GONE);
        }
        waits.record(job.waitedNanos(), TimeUnit.NANOSECONDS);
        long started = System.nanoTime();
        Runnable outcome = job.run();
        long nanos = System.nanoTime() - started;
        hashes.record(nanos, TimeUnit.NANOSECONDS);
        estimate.add(nanos);
        return outcome;
    }
}
