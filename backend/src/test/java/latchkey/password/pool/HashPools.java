package latchkey.password.pool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;

/** Pools of a test, and a gate that holds their threads. */
abstract class HashPools {

    static final Duration LONG = Duration.ofSeconds(60);

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final CountDownLatch gate = new CountDownLatch(1);
    private final List<HashPool> pools = new ArrayList<>();

    @AfterEach
    void stop() throws TimeoutException {
        gate.countDown();
        pools.forEach(HashPool::close);
        vertx.close().await(10, SECONDS);
    }

    HashPool pool(int workers, int queue, Duration wait) {
        return keeping(Duration.ofMillis(1), workers, queue, wait);
    }

    HashPool keeping(Duration kept, int workers, int queue, Duration wait) {
        var pool = new HashPool(vertx, workers, queue, wait, kept, registry);
        pools.add(pool);
        return pool;
    }

    /** The pool with its only thread held until the gate opens. */
    @CanIgnoreReturnValue
    HashPool blocked(HashPool pool) {
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

    double refusals(String why) {
        return registry.get("latchkey.password.refused")
                .tag("why", why)
                .counter()
                .count();
    }

    @CanIgnoreReturnValue
    static <T> T done(Future<T> future) {
        try {
            return future.await(10, SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static long spin(Duration duration) {
        long started = System.nanoTime();
        while (System.nanoTime() - started < duration.toNanos()) {
            Thread.onSpinWait();
        }
        return started;
    }
}
