package latchkey.password;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashPoolTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<HashPool> pools = new ArrayList<>();

    @AfterEach
    void stop() throws TimeoutException {
        gate.countDown();
        pools.forEach(HashPool::close);
        vertx.close().await(10, SECONDS);
    }

    @Test
    void what_waits_and_runs_never_exceeds_threads_and_places() {
        HashPool pool = pool(3, 5, LONG);
        var running = new AtomicInteger();
        var mostRunning = new AtomicInteger();
        var started = new CountDownLatch(3);
        Supplier<Integer> work = () -> {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            started.countDown();
            pass(gate);
            return running.decrementAndGet();
        };
        List<Future<Integer>> results = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> pool.submit(Priority.STRANGER, () -> true, work))
                .toList();
        pass(started);
        assertThat(results.stream().filter(Future::failed)).hasSize(400 - 8);
        assertThat(pool.waiting()).isEqualTo(5);
        gate.countDown();
        results.stream().filter(result -> !result.failed()).forEach(HashPoolTest::done);
        assertThat(mostRunning).hasValue(3);
    }

    @Test
    void a_refusal_is_told_at_once_and_when_to_come_back() {
        HashPool pool = blocked(pool(1, 0, LONG));
        Future<String> refused = pool.submit(Priority.STRANGER, () -> true, () -> "never");
        assertThat(refused.failed()).isTrue();
        assertThat(refused.cause()).isInstanceOfSatisfying(Busy.class, busy -> {
            assertThat(busy.retryAfterSeconds()).isBetween(1, 3);
            assertThat(busy.getStackTrace()).isEmpty();
        });
        assertThat(refusals("full")).isEqualTo(1);
    }

    @Test
    void a_crowd_that_is_refused_is_told_to_come_back_one_after_another() {
        HashPool pool = pool(1, 1, LONG);
        done(pool.submit(Priority.STRANGER, () -> true, () -> spin(Duration.ofMillis(50))));
        blocked(pool);
        Future<Integer> last = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        assertThat(last.isComplete()).isFalse();
        List<Integer> seconds = IntStream.range(0, 200)
                .mapToObj(
                        i -> pool.submit(Priority.STRANGER, () -> true, () -> 1).cause())
                .map(refused -> ((Busy) refused).retryAfterSeconds())
                .toList();
        assertThat(seconds.getFirst()).isEqualTo(1);
        assertThat(seconds.getLast()).isGreaterThan(4);
    }

    @Test
    void who_waited_too_long_is_told_though_no_thread_is_free() {
        HashPool pool = blocked(pool(1, 10, Duration.ofSeconds(1)));
        Future<String> late = pool.submit(Priority.STRANGER, () -> true, () -> "never");
        assertThatThrownBy(() -> late.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(pool.waiting()).isZero();
        assertThat(refusals("late")).isEqualTo(1);
    }

    @Test
    void who_would_wait_too_long_is_refused_at_arrival() {
        HashPool pool = pool(1, 1000, Duration.ofSeconds(1));
        // Once the pool knows that work takes longer than anybody may wait, a free place is no use.
        done(pool.submit(Priority.STRANGER, () -> true, () -> spin(Duration.ofMillis(1100))));
        blocked(pool);
        assertThat(pool.submit(Priority.STRANGER, () -> true, () -> 1).failed()).isTrue();
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void known_devices_come_first_and_then_strangers_new_passwords_and_rehashes() {
        HashPool pool = blocked(pool(1, 10, LONG));
        var order = new ConcurrentLinkedQueue<String>();
        List<Future<Boolean>> results = Stream.of(
                        Priority.REHASH,
                        Priority.STRANGER,
                        Priority.NEW_PASSWORD,
                        Priority.KNOWN_DEVICE,
                        Priority.STRANGER,
                        Priority.KNOWN_DEVICE)
                .map(priority -> pool.submit(priority, () -> true, () -> order.add(priority.name())))
                .toList();
        gate.countDown();
        results.forEach(HashPoolTest::done);
        assertThat(order)
                .containsExactly("KNOWN_DEVICE", "KNOWN_DEVICE", "STRANGER", "STRANGER", "NEW_PASSWORD", "REHASH");
    }

    @Test
    void equals_are_served_in_the_order_of_arrival() {
        HashPool pool = blocked(pool(1, 100, LONG));
        var order = new ConcurrentLinkedQueue<Integer>();
        List<Future<Boolean>> results = IntStream.range(0, 50)
                .mapToObj(i -> pool.submit(Priority.STRANGER, () -> true, () -> order.add(i)))
                .toList();
        gate.countDown();
        results.forEach(HashPoolTest::done);
        assertThat(List.copyOf(order)).isSorted().hasSize(50);
    }

    @Test
    void a_known_device_takes_the_place_of_the_last_stranger() {
        HashPool pool = blocked(pool(1, 2, LONG));
        Future<String> first = pool.submit(Priority.STRANGER, () -> true, () -> "first");
        Future<String> second = pool.submit(Priority.STRANGER, () -> true, () -> "second");
        Future<String> known = pool.submit(Priority.KNOWN_DEVICE, () -> true, () -> "known");
        Future<String> third = pool.submit(Priority.STRANGER, () -> true, () -> "third");
        assertThatThrownBy(() -> second.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(third.failed()).isTrue();
        gate.countDown();
        assertThat(done(known)).isEqualTo("known");
        assertThat(done(first)).isEqualTo("first");
    }

    @Test
    void work_that_nobody_wants_any_more_is_not_done() {
        HashPool pool = blocked(pool(1, 10, LONG));
        var wanted = new AtomicBoolean(true);
        var worked = new AtomicBoolean();
        Future<Void> gone = pool.submit(Priority.STRANGER, wanted::get, () -> {
            worked.set(true);
            throw new AssertionError();
        });
        wanted.set(false);
        gate.countDown();
        assertThatThrownBy(() -> gone.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(worked).isFalse();
        assertThat(refusals("gone")).isEqualTo(1);
    }

    @Test
    void who_left_gives_up_the_place() {
        HashPool pool = blocked(pool(1, 1, LONG));
        var wanted = new AtomicBoolean(true);
        Future<String> left = pool.submit(Priority.KNOWN_DEVICE, wanted::get, () -> "left");
        wanted.set(false);
        Future<String> next = pool.submit(Priority.STRANGER, () -> true, () -> "next");
        assertThatThrownBy(() -> left.await(10, SECONDS)).isInstanceOf(Busy.class);
        gate.countDown();
        assertThat(done(next)).isEqualTo("next");
    }

    @Test
    void results_and_refusals_arrive_on_the_callers_context() {
        HashPool pool = pool(1, 10, LONG);
        Context context = vertx.getOrCreateContext();
        Future<Context> arrived = Future.future(promise -> context.runOnContext(go -> {
            Future<Integer> result = pool.submit(Priority.STRANGER, () -> true, () -> 1);
            result.onComplete(done -> promise.complete(Vertx.currentContext()));
        }));
        assertThat(done(arrived)).isSameAs(context);
    }

    @Test
    void an_event_loop_goes_on_while_every_thread_hashes_and_the_queue_is_full() {
        HashPool pool = blocked(pool(1, 1, LONG));
        Future<Integer> turns = Future.future(promise -> vertx.runOnContext(go -> {
            var results = IntStream.range(0, 100)
                    .mapToObj(i -> pool.submit(Priority.STRANGER, () -> true, () -> i))
                    .toList();
            vertx.runOnContext(next -> promise.complete(results.size()));
        }));
        assertThat(done(turns)).isEqualTo(100);
    }

    @Test
    void a_fault_reaches_who_asked_and_spares_the_thread() {
        HashPool pool = pool(1, 10, LONG);
        Future<Void> failed = pool.submit(Priority.STRANGER, () -> true, () -> {
            throw new OutOfMemoryError("of one hash");
        });
        assertThatThrownBy(() -> failed.await(10, SECONDS)).hasMessage("of one hash");
        assertThat(done(pool.submit(Priority.STRANGER, () -> true, () -> "next")))
                .isEqualTo("next");
    }

    @Test
    void a_closed_pool_refuses_who_waits_and_who_comes_and_ends_what_runs() {
        HashPool pool = pool(1, 10, LONG);
        var started = new CountDownLatch(1);
        Future<String> running = pool.submit(Priority.STRANGER, () -> true, () -> {
            started.countDown();
            pass(gate);
            return "ended";
        });
        pass(started);
        Future<String> waiting = pool.submit(Priority.STRANGER, () -> true, () -> "never");
        pool.close();
        assertThatThrownBy(() -> waiting.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(pool.submit(Priority.KNOWN_DEVICE, () -> true, () -> "never").failed())
                .isTrue();
        gate.countDown();
        assertThat(done(running)).isEqualTo("ended");
    }

    @Test
    void the_queue_and_what_became_of_it_are_metrics() {
        HashPool pool = blocked(pool(1, 10, LONG));
        Future<Integer> result = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        assertThat(registry.get("latchkey.password.queue").gauge().value()).isEqualTo(1);
        gate.countDown();
        done(result);
        assertThat(registry.get("latchkey.password.wait").timer().count()).isEqualTo(2);
        assertThat(registry.get("latchkey.password.queue").gauge().value()).isZero();
    }

    private HashPool pool(int workers, int queue, Duration wait) {
        var pool = new HashPool(vertx, workers, queue, wait, registry);
        pools.add(pool);
        return pool;
    }

    /** The pool with its only thread held until the gate opens. */
    @CanIgnoreReturnValue
    private HashPool blocked(HashPool pool) {
        var started = new CountDownLatch(1);
        Future<Void> held = pool.submit(Priority.KNOWN_DEVICE, () -> true, () -> {
            started.countDown();
            pass(gate);
            throw new IllegalStateException("held");
        });
        pass(started);
        assertThat(held.isComplete()).isFalse();
        return pool;
    }

    private double refusals(String why) {
        return registry.get("latchkey.password.refused")
                .tag("why", why)
                .counter()
                .count();
    }

    @CanIgnoreReturnValue
    private static <T> T done(Future<T> future) {
        try {
            return future.await(10, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long spin(Duration duration) {
        long started = System.nanoTime();
        while (System.nanoTime() - started < duration.toNanos()) {
            Thread.onSpinWait();
        }
        return started;
    }
}
