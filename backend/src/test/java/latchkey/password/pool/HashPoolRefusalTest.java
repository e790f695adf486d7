package latchkey.password.pool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static latchkey.password.pool.HashPools.done;
import static latchkey.password.pool.HashPools.pass;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and when its requester is told so. */
class HashPoolRefusalTest {

    @RegisterExtension
    private final HashPools pools = new HashPools();

    @Test
    void a_job_without_a_place_is_refused_when_it_comes() {
        HashPool pool = pools.held(0);
        Future<String> refused = pool.submit(Priority.STRANGER, () -> true, () -> "never");
        assertThat(refused.cause()).isInstanceOfSatisfying(Busy.class, busy -> {
            assertThat(busy.status()).isEqualTo(503);
            assertThat(busy.retryAfterSeconds()).isEqualTo(1);
            assertThat(busy.getStackTrace()).isEmpty();
        });
        assertThat(pools.refusals("full")).isEqualTo(1);
    }

    @Test
    void a_job_that_cant_start_in_time_is_refused_when_it_comes_though_there_are_places() {
        HashPool pool = pools.held(1000, Duration.ofMillis(50), HashPools.LONG);
        List<Future<Integer>> results = IntStream.range(0, 10)
                .mapToObj(i -> pool.submit(Priority.STRANGER, () -> true, () -> i))
                .toList();
        assertThat(results.stream().filter(Future::failed)).isNotEmpty();
        assertThat(pool.waiting()).isBetween(1, 9);
        assertThat(pools.refusals("full")).isEqualTo(10 - pool.waiting());
    }

    @Test
    void what_would_be_refused_can_be_asked_before() {
        HashPool pool = pools.held(1);
        assertThat(pool.refusal(Priority.STRANGER)).isEmpty();
        var _ = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        assertThat(pool.refusal(Priority.STRANGER)).isPresent();
        assertThat(pool.refusal(Priority.KNOWN_DEVICE)).isEmpty();
        assertThat(pools.refusals("early")).isEqualTo(1);
    }

    @Test
    void a_known_device_takes_the_place_of_the_last_stranger() {
        HashPool pool = pools.held(2);
        Future<String> first = pool.submit(Priority.STRANGER, () -> true, () -> "first");
        Future<String> second = pool.submit(Priority.STRANGER, () -> true, () -> "second");
        Future<String> known = pool.submit(Priority.KNOWN_DEVICE, () -> true, () -> "known");
        Future<String> third = pool.submit(Priority.STRANGER, () -> true, () -> "third");
        assertThatThrownBy(() -> second.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(third.failed()).isTrue();
        pools.gate.countDown();
        assertThat(done(known)).isEqualTo("known");
        assertThat(done(first)).isEqualTo("first");
    }

    @Test
    void a_job_that_still_waits_at_the_deadline_is_refused_though_no_thread_is_free() {
        HashPool pool = pools.held(10, HashPools.LONG, Duration.ofMillis(100));
        Future<String> late = pool.submit(Priority.STRANGER, () -> true, () -> "never");
        assertThatThrownBy(() -> late.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void a_job_that_still_runs_at_the_deadline_is_refused_once() throws Exception {
        HashPool pool = pools.pool(1, 10, HashPools.LONG, Duration.ofMillis(500));
        Future<Boolean> slow = pools.hold(pool);
        assertThatThrownBy(() -> slow.await(10, SECONDS)).isInstanceOf(Busy.class);
        double refused = pools.refusals("late");
        pools.gate.countDown();
        eventually(
                () -> pools.registry.get("latchkey.password.hash").timer().count(),
                hashes -> assertThat(hashes).isEqualTo(1));
        assertThat(pools.refusals("late")).isEqualTo(refused);
    }

    @Test
    void work_that_nobody_wants_any_more_is_not_done() {
        HashPool pool = pools.held(10);
        var wanted = new AtomicBoolean(true);
        var worked = new AtomicBoolean();
        Future<Integer> gone = pool.submit(Priority.STRANGER, wanted::get, () -> {
            worked.set(true);
            return 1;
        });
        wanted.set(false);
        pools.gate.countDown();
        assertThatThrownBy(() -> gone.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(worked).isFalse();
        assertThat(pools.refusals("gone")).isEqualTo(1);
    }

    @Test
    void a_requester_that_cant_be_asked_counts_as_gone_and_spares_the_thread() {
        HashPool pool = pools.pool(1, 10);
        Future<Integer> broken = pool.submit(
                Priority.STRANGER,
                () -> {
                    throw new IllegalStateException("connection reset");
                },
                () -> 1);
        assertThatThrownBy(() -> broken.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(done(pool.submit(Priority.STRANGER, () -> true, () -> 2))).isEqualTo(2);
    }

    @Test
    void a_closed_pool_refuses_what_waits_and_what_comes_and_ends_what_runs() {
        HashPool pool = pools.pool(1, 10);
        var started = new CountDownLatch(1);
        Future<Boolean> running = pool.submit(Priority.STRANGER, () -> true, () -> {
            started.countDown();
            return pass(pools.gate);
        });
        assertThat(pass(started)).isTrue();
        Future<String> waiting = pool.submit(Priority.STRANGER, () -> true, () -> "never");
        pool.close();
        assertThatThrownBy(() -> waiting.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(pool.submit(Priority.KNOWN_DEVICE, () -> true, () -> "never").failed())
                .isTrue();
        assertThat(pool.refusal(Priority.KNOWN_DEVICE)).isPresent();
        assertThat(pools.refusals("closed")).isEqualTo(1);
        pools.gate.countDown();
        assertThat(done(running)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"early", "full", "late", "gone", "closed"})
    void every_cause_is_a_metric_before_the_first_refusal(String why) {
        assertThat(pools.pool(1, 1).waiting()).isZero();
        assertThat(pools.refusals(why)).isZero();
    }
}
