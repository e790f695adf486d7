package latchkey.password.pool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is told to come back, and when. */
class HashPoolRefusalTest extends HashPools {

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
    void who_is_held_up_by_a_hash_that_does_not_end_is_told_before_the_request_takes_too_long() {
        HashPool pool = pool(1, 10, Duration.ofMillis(100));
        var began = new CountDownLatch(1);
        Future<String> slow = pool.submit(Priority.STRANGER, () -> true, () -> {
            began.countDown();
            pass(gate);
            return "too late";
        });
        pass(began);
        assertThatThrownBy(() -> slow.await(10, SECONDS)).isInstanceOf(Busy.class);
        assertThat(refusals("slow")).isEqualTo(1);
        gate.countDown();
        assertThat(done(pool.submit(Priority.STRANGER, () -> true, () -> "next")))
                .isEqualTo("next");
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
    void of_a_crowd_no_more_are_looked_up_than_have_room() {
        HashPool pool = blocked(pool(1, 3, LONG));
        var known = new CompletableFuture<String>();
        List<Future<String>> all = IntStream.range(0, 10)
                .mapToObj(i -> pool.before(Priority.STRANGER, () -> Future.fromCompletionStage(known)))
                .toList();
        assertThat(all.stream().filter(Future::failed)).hasSize(7);
        assertThat(refusals("early")).isEqualTo(7);
        assertThat(pool.refusal(Priority.STRANGER)).isPresent();
        known.complete("known");
        assertThat(all.stream().filter(Future::succeeded)).hasSize(3);
        assertThat(pool.refusal(Priority.STRANGER)).isEmpty();
    }

    @Test
    void a_look_up_that_fails_keeps_no_place() {
        HashPool pool = blocked(pool(1, 1, LONG));
        assertThat(pool.before(Priority.STRANGER, () -> Future.failedFuture("away"))
                        .failed())
                .isTrue();
        assertThat(pool.before(Priority.STRANGER, () -> {
                            throw new IllegalStateException("broken");
                        })
                        .failed())
                .isTrue();
        assertThat(pool.refusal(Priority.STRANGER)).isEmpty();
    }

    @Test
    void a_known_device_is_looked_up_though_strangers_fill_the_queue() {
        HashPool pool = blocked(pool(1, 2, LONG));
        var _ = pool.submit(Priority.STRANGER, () -> true, () -> 1);
        var _ = pool.before(Priority.STRANGER, () -> Future.fromCompletionStage(new CompletableFuture<>()));
        assertThat(pool.refusal(Priority.STRANGER)).isPresent();
        assertThat(pool.refusal(Priority.KNOWN_DEVICE)).isEmpty();
    }

    @Test
    void who_left_is_not_reckoned_with() {
        HashPool pool = blocked(pool(1, 1, LONG));
        var wanted = new AtomicBoolean(true);
        var _ = pool.submit(Priority.STRANGER, wanted::get, () -> 1);
        assertThat(pool.refusal(Priority.STRANGER)).isPresent();
        wanted.set(false);
        assertThat(pool.refusal(Priority.STRANGER)).isEmpty();
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
}
