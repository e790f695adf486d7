package latchkey.password.pool;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Threads of their own for work that fills a processor, and a bounded queue in which nobody waits in vain: what can't
 * be done in time is refused with {@link Busy}, at once where that can be foreseen. Results arrive on the caller's Vert.x
 * context. For any thread; no call blocks. See
 * docs/decisions/011-a-login-storm.md.
 */
public final class HashPool implements AutoCloseable {

    /** Share of the longest wait that may be expected at arrival: hashes that take longer than usual fit in the rest. */
    private static final double FORESEEN = 0.6;

    /**
     * From arrival, what runs included: a processor that others fill can hold up a hash that began in time, and its requester
     * must hear that before the 3 seconds of their request are over.
     */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** How long a result may be kept while others wait: next to nothing of the time that those will have waited. */
    private static final Duration KEPT = Duration.ofMillis(50);

    private final Vertx vertx;
    private final int workers;
    private final int places;
    private final Duration wait;
    private final Duration kept;
    private final MeterRegistry registry;
    private final Timer waits;
    private final Timer hashes;
    private final AtomicLong numbers = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    // Guarded by the lock. Who takes a job out of the set settles it, outside the lock: that may run the caller's code.
    private final TreeSet<Job<?>> waiting = new TreeSet<>();
    private final TreeMap<Priority, Integer> expected = new TreeMap<>();
    private final Turns turns = new Turns();
    private int running;
    private double meanNanos;
    private boolean closed;

    public HashPool(Vertx vertx, int workers, int queue, Duration wait, MeterRegistry registry) {
        this(vertx, workers, queue, wait, KEPT, registry);
    }

    HashPool(Vertx vertx, int workers, int queue, Duration wait, Duration kept, MeterRegistry registry) {
        this.vertx = vertx;
        this.workers = workers;
        this.places = workers + queue;
        this.wait = wait;
        this.kept = kept;
        this.registry = registry;
        waits = registry.timer("latchkey.password.wait");
        hashes = registry.timer("latchkey.password.hash");
        Gauge.builder("latchkey.password.queue", this, HashPool::waiting).register(registry);
        for (int i = 1; i <= workers; i++) {
            Thread.ofPlatform().daemon().name("latchkey-hash-" + i).start(this::serve);
        }
    }

    /** @param wanted asked from any thread whether somebody still waits for the result */
    public <T> Future<T> submit(Priority priority, BooleanSupplier wanted, Supplier<T> work) {
        var job = new Job<>(vertx.getOrCreateContext(), priority, numbers.getAndIncrement(), wanted, work);
        Future<T> result = job.result();
        offer(job).ifPresent(refused -> refuse(refused, "full"));
        if (job.isSettled()) {
            return result;
        }
        long timer = vertx.setTimer(Math.max(1, wait.toMillis()), id -> expire(job));
        return result.onComplete(done -> vertx.cancelTimer(timer));
    }

    /** What a job of this priority would be refused with if it came now; counted as a refusal. */
    public Optional<Busy> refusal(Priority priority) {
        return hasRoom(priority) ? Optional.empty() : Optional.of(refused("early"));
    }

    /**
     * What has to be known before a job of this priority can come; not looked up if the job would be refused. Until it is
     * known, the job counts as one of those who wait: of a crowd that comes at once no more are looked up than have room.
     */
    public <T> Future<T> before(Priority priority, Supplier<Future<T>> lookUp) {
        return expect(priority)
                ? Future.succeededFuture(priority)
                        .compose(expected -> lookUp.get())
                        .onComplete(known -> expectNoMore(priority))
                : Future.failedFuture(refused("early"));
    }

    /** How many wait for a thread. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses who waits and lets what runs end. */
    @Override
    public void close() {
        List<Job<?>> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(job -> refuse(job, "closed"));
    }

    /** Takes the job in; returns who has no place then: nobody, somebody who ranks lower or left, or the job itself. */
    private Optional<Job<?>> offer(Job<?> job) {
        lock.lock();
        try {
            if (closed || isHopeless(ahead(job.priority()))) {
                return Optional.of(job);
            }
            Optional<Job<?>> refused = running + waiting.size() < places ? Optional.empty() : Optional.of(weakest(job));
            refused.ifPresent(waiting::remove);
            if (refused.isEmpty() || refused.get() != job) {
                waiting.add(job);
                arrived.signal();
            }
            return refused;
        } finally {
            lock.unlock();
        }
    }

    private Job<?> weakest(Job<?> newcomer) {
        for (Job<?> job : waiting) {
            if (!job.isWanted()) {
                return job;
            }
        }
        return !waiting.isEmpty() && waiting.last().isBehind(newcomer.priority()) ? waiting.last() : newcomer;
    }

    private boolean hasRoom(Priority priority) {
        lock.lock();
        try {
            int coming = expected.headMap(priority, true).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            int ahead = ahead(priority) + coming;
            return !closed && ahead < places && !isHopeless(ahead);
        } finally {
            lock.unlock();
        }
    }

    private boolean expect(Priority priority) {
        lock.lock();
        try {
            boolean room = hasRoom(priority);
            expected.merge(priority, room ? 1 : 0, Integer::sum);
            return room;
        } finally {
            lock.unlock();
        }
    }

    private void expectNoMore(Priority priority) {
        lock.lock();
        try {
            expected.merge(priority, -1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Who gives up takes no time and no place. */
    private int ahead(Priority priority) {
        return running
                + (int) waiting.stream()
                        .filter(job -> !job.isBehind(priority) && job.isWanted())
                        .count();
    }

    private boolean isHopeless(int ahead) {
        return ahead >= workers && (ahead - workers + 1) * meanNanos / workers > wait.toNanos() * FORESEEN;
    }

    private void expire(Job<?> job) {
        boolean waited;
        lock.lock();
        try {
            waited = waiting.remove(job);
        } finally {
            lock.unlock();
        }
        if (waited) {
            refuse(job, "late");
        } else {
            vertx.setTimer(Math.max(1, LONGEST.minus(wait).toMillis()), id -> abandon(job));
        }
    }

    /** Its thread goes on to the end of the hash, for nobody. */
    private void abandon(Job<?> job) {
        if (!job.isSettled()) {
            refuse(job, "slow");
        }
    }

    private void refuse(Job<?> job, String why) {
        job.fail(refused(why));
    }

    private Busy refused(String why) {
        registry.counter("latchkey.password.refused", "why", why).increment();
        lock.lock();
        try {
            double perSecond = meanNanos == 0 ? 0 : workers * 1e9 / meanNanos;
            return new Busy(turns.next(perSecond, System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        ThreadPriority.lower();
        var results = new Handful(kept);
        for (var job = next(results); job.isPresent(); job = next(results)) {
            long started = System.nanoTime();
            boolean ran = attend(job.get(), results);
            long nanos = System.nanoTime() - started;
            ended(ran ? Optional.of(nanos) : Optional.empty());
            if (results.isFull(nanos)) {
                results.tell();
            }
        }
    }

    /**
     * The first in order. Results are kept while somebody waits for each thread: with fewer, those who hear theirs now are
     * back before the queue is empty. Empty once the pool is closed.
     */
    private Optional<Job<?>> next(Handful results) {
        Optional<Job<?>> job = take();
        if (waiting() < workers) {
            results.tell();
        }
        return job.isPresent() ? job : await();
    }

    private Optional<Job<?>> await() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                arrived.awaitUninterruptibly();
            }
            return take();
        } finally {
            lock.unlock();
        }
    }

    /** The first in order, which counts as running from here. */
    private Optional<Job<?>> take() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            running++;
            return Optional.of(waiting.removeFirst());
        } finally {
            lock.unlock();
        }
    }

    private boolean attend(Job<?> job, Handful results) {
        long waited = job.waitedNanos();
        if (waited > wait.toNanos()) {
            refuse(job, "late");
        } else if (!job.isWanted()) {
            refuse(job, "gone");
        } else {
            waits.record(waited, TimeUnit.NANOSECONDS);
            results.add(job.run());
            return true;
        }
        return false;
    }

    private void ended(Optional<Long> nanos) {
        nanos.ifPresent(taken -> hashes.record(taken, TimeUnit.NANOSECONDS));
        lock.lock();
        try {
            running--;
            nanos.ifPresent(taken -> meanNanos = meanNanos == 0 ? taken : meanNanos + (taken - meanNanos) / 16);
        } finally {
            lock.unlock();
        }
    }
}
