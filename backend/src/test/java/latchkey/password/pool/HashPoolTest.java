package latchkey.password.pool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HashPoolTest extends HashPools {

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
        results.stream().filter(result -> !result.failed()).forEach(HashPools::done);
        assertThat(mostRunning).hasValue(3);
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
        results.forEach(HashPools::done);
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
        results.forEach(HashPools::done);
        assertThat(List.copyOf(order)).isSorted().hasSize(50);
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
    void results_that_are_told_together_arrive_each_on_its_callers_context() {
        HashPool pool = blocked(keeping(LONG, 1, 10, LONG));
        var arrived = new ConcurrentHashMap<Context, Future<Context>>();
        done(vertx.deployVerticle(
                () -> context -> {
                    arrived.put(
                            context,
                            pool.submit(Priority.STRANGER, () -> true, () -> 1).map(one -> Vertx.currentContext()));
                    return Future.succeededFuture();
                },
                new DeploymentOptions().setInstances(4)));
        gate.countDown();
        assertThat(arrived).hasSize(4);
        arrived.forEach((caller, where) -> assertThat(done(where)).isSameAs(caller));
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
    void the_queue_and_what_became_of_it_are_metrics() {
        HashPool pool = blocked(pool(1, 10, LONG));
        Future<Integer> result = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        assertThat(registry.get("latchkey.password.queue").gauge().value()).isEqualTo(1);
        gate.countDown();
        done(result);
        assertThat(registry.get("latchkey.password.wait").timer().count()).isEqualTo(2);
        assertThat(registry.get("latchkey.password.queue").gauge().value()).isZero();
    }

    @Test
    void results_are_told_together_while_others_wait() {
        HashPool pool = blocked(keeping(LONG, 1, 10, LONG));
        Future<Integer> first = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        Future<Boolean> second = pool.submit(Priority.STRANGER, () -> true, first::isComplete);
        Future<Integer> third = pool.submit(Priority.STRANGER, () -> true, () -> 3);
        gate.countDown();
        assertThat(done(second)).isFalse();
        assertThat(done(first)).isEqualTo(1);
        assertThat(done(third)).isEqualTo(3);
    }

    @Test
    void results_are_told_before_the_queue_is_empty() {
        HashPool pool = blocked(keeping(LONG, 1, 10, LONG));
        Future<Integer> first = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        Future<Integer> last = pool.submit(Priority.STRANGER, () -> true, () -> done(first) + 1);
        gate.countDown();
        assertThat(done(last)).isEqualTo(2);
    }

    @Test
    void a_result_is_not_kept_for_longer_than_it_may() {
        HashPool pool = blocked(keeping(Duration.ofNanos(1), 1, 10, LONG));
        Future<Integer> first = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        Future<Integer> second = pool.submit(Priority.STRANGER, () -> true, () -> done(first) + 1);
        Future<Integer> third = pool.submit(Priority.STRANGER, () -> true, () -> 3);
        gate.countDown();
        assertThat(done(second)).isEqualTo(2);
        assertThat(done(third)).isEqualTo(3);
    }

    @Test
    void every_result_is_told_when_the_threads_take_the_last_of_the_queue_from_each_other() {
        HashPool pool = keeping(LONG, 4, 1000, LONG);
        List<Future<Integer>> results = IntStream.range(0, 1000)
                .mapToObj(i -> pool.submit(Priority.STRANGER, () -> true, () -> i))
                .toList();
        assertThat(results.stream().map(HashPools::done)).hasSize(1000).isSorted();
    }
}
