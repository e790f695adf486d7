package latchkey.password.pool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static latchkey.password.pool.HashPools.done;
import static latchkey.password.pool.HashPools.pass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done, in which order, and where its result arrives. */
class HashPoolTest {

    @RegisterExtension
    private final HashPools pools = new HashPools();

    @Test
    void never_more_wait_and_run_than_there_are_places_and_threads() {
        HashPool pool = pools.pool(3, 5);
        var running = new AtomicInteger();
        var mostRunning = new AtomicInteger();
        var started = new CountDownLatch(3);
        Supplier<Integer> work = () -> {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            started.countDown();
            pass(pools.gate);
            return running.decrementAndGet();
        };
        List<Future<Integer>> results = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> pool.submit(Priority.STRANGER, () -> true, work))
                .toList();
        assertThat(pass(started)).isTrue();
        assertThat(results.stream().filter(Future::failed)).hasSize(400 - 8);
        assertThat(pool.waiting()).isEqualTo(5);
        pools.gate.countDown();
        results.stream().filter(result -> !result.failed()).forEach(HashPools::done);
        assertThat(mostRunning).hasValue(3);
    }

    @Test
    void known_devices_come_first_and_then_strangers_new_passwords_and_rehashes() {
        HashPool pool = pools.held(10);
        var order = new ConcurrentLinkedQueue<Priority>();
        List<Future<Boolean>> results = Stream.of(
                        Priority.REHASH,
                        Priority.STRANGER,
                        Priority.NEW_PASSWORD,
                        Priority.KNOWN_DEVICE,
                        Priority.STRANGER,
                        Priority.KNOWN_DEVICE)
                .map(priority -> pool.submit(priority, () -> true, () -> order.add(priority)))
                .toList();
        pools.gate.countDown();
        results.forEach(HashPools::done);
        assertThat(order)
                .containsExactly(
                        Priority.KNOWN_DEVICE,
                        Priority.KNOWN_DEVICE,
                        Priority.STRANGER,
                        Priority.STRANGER,
                        Priority.NEW_PASSWORD,
                        Priority.REHASH);
    }

    @Test
    void jobs_of_one_priority_are_done_in_the_order_of_their_arrival() {
        HashPool pool = pools.held(100);
        var order = new ConcurrentLinkedQueue<Integer>();
        List<Future<Boolean>> results = IntStream.range(0, 50)
                .mapToObj(i -> pool.submit(Priority.STRANGER, () -> true, () -> order.add(i)))
                .toList();
        pools.gate.countDown();
        results.forEach(HashPools::done);
        assertThat(List.copyOf(order)).isSorted().hasSize(50);
    }

    @Test
    void a_result_arrives_on_its_callers_context() {
        HashPool pool = pools.held(10);
        Context context = pools.vertx.getOrCreateContext();
        Future<Context> arrived =
                Future.future(promise -> context.runOnContext(go -> pool.submit(Priority.STRANGER, () -> true, () -> 1)
                        .onComplete(done -> promise.complete(Vertx.currentContext()))));
        pools.gate.countDown();
        assertThat(done(arrived)).isSameAs(context);
    }

    @Test
    void a_refusal_arrives_on_its_callers_context() {
        HashPool pool = pools.held(0);
        Context context = pools.vertx.getOrCreateContext();
        Future<Context> arrived =
                Future.future(promise -> context.runOnContext(go -> pool.submit(Priority.STRANGER, () -> true, () -> 1)
                        .onFailure(busy -> promise.complete(Vertx.currentContext()))));
        assertThat(done(arrived)).isSameAs(context);
    }

    @Test
    void an_event_loop_goes_on_while_every_thread_hashes_and_the_queue_is_full() {
        HashPool pool = pools.held(1);
        Future<Integer> turns = Future.future(promise -> pools.vertx.runOnContext(go -> {
            var results = IntStream.range(0, 100)
                    .mapToObj(i -> pool.submit(Priority.STRANGER, () -> true, () -> i))
                    .toList();
            pools.vertx.runOnContext(next -> promise.complete(results.size()));
        }));
        assertThat(done(turns)).isEqualTo(100);
    }

    @Test
    void a_fault_reaches_its_requester_and_spares_the_thread() {
        HashPool pool = pools.pool(1, 10);
        Future<Void> failed = pool.submit(Priority.STRANGER, () -> true, () -> {
            throw new OutOfMemoryError("of one hash");
        });
        assertThatThrownBy(() -> failed.await(10, SECONDS)).hasMessage("of one hash");
        assertThat(done(pool.submit(Priority.STRANGER, () -> true, () -> "next")))
                .isEqualTo("next");
    }

    @Test
    void a_requester_whose_event_loop_has_ended_takes_nothing_from_the_others() throws Exception {
        Vertx ended = Vertx.vertx();
        HashPool pool = pools.held(10);
        Future<Future<Integer>> asked = Future.future(promise ->
                ended.runOnContext(go -> promise.complete(pool.submit(Priority.STRANGER, () -> true, () -> 1))));
        done(asked);
        Future<Integer> other = pool.submit(Priority.STRANGER, () -> true, () -> 2);
        ended.close().await(10, SECONDS);
        pools.gate.countDown();
        assertThat(done(other)).isEqualTo(2);
    }

    @Test
    void a_requester_that_was_told_finds_the_thread_free() {
        HashPool pool = pools.pool(1, 0);
        for (int i = 0; i < 1000; i++) {
            int round = i;
            assertThat(done(pool.submit(Priority.STRANGER, () -> true, () -> round)))
                    .isEqualTo(round);
        }
    }

    @Test
    void what_waits_and_how_long_it_waited_are_metrics() {
        HashPool pool = pools.held(10);
        Future<Integer> result = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        assertThat(pools.registry.get("latchkey.password.queue").gauge().value())
                .isEqualTo(1);
        pools.gate.countDown();
        done(result);
        assertThat(pools.registry.get("latchkey.password.wait").timer().count()).isEqualTo(2);
        assertThat(pools.registry.get("latchkey.password.hash").timer().count()).isEqualTo(2);
        assertThat(pools.registry.get("latchkey.password.queue").gauge().value())
                .isZero();
    }
}
