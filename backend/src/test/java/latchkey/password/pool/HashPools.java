package latchkey.password.pool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Pools of a test, and a gate that holds their threads. */
final class HashPools implements AfterEachCallback {

    static final Duration LONG = Duration.ofSeconds(60);

    final Vertx vertx = Vertx.vertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final CountDownLatch gate = new CountDownLatch(1);
    private final List<HashPool> pools = new ArrayList<>();

    @Override
    public void afterEach(ExtensionContext test) throws TimeoutException {
        gate.countDown();
        pools.forEach(HashPool::close);
        vertx.close().await(10, SECONDS);
    }

    HashPool pool(int workers, int places) {
        return pool(workers, places, LONG, LONG);
    }

    HashPool pool(int workers, int places, Duration longestWait, Duration deadline) {
        var pool = new HashPool(vertx, workers, places, longestWait, deadline, registry);
        pools.add(pool);
        return pool;
    }

    /** A pool whose only thread is held until the gate opens. */
    HashPool held(int places) {
        return held(places, LONG, LONG);
    }

    HashPool held(int places, Duration longestWait, Duration deadline) {
        HashPool pool = pool(1, places, longestWait, deadline);
        var _ = hold(pool);
        return pool;
    }

    /** Has the pool's only thread wait for the gate: a job that the thread comes too late for is sent again. */
    Future<Boolean> hold(HashPool pool) {
        var started = new CountDownLatch(1);
        Supplier<Future<Boolean>> job = () -> pool.submit(Priority.KNOWN_DEVICE, () -> true, () -> {
            started.countDown();
            return pass(gate);
        });
        var holders = new ConcurrentLinkedDeque<>(List.of(job.get()));
        eventually(
                () -> {
                    if (started.getCount() > 0 && holders.getLast().failed()) {
                        holders.add(job.get());
                    }
                    return started.getCount();
                },
                count -> assertThat(count).isZero());
        return holders.getLast();
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

    @CanIgnoreReturnValue
    static boolean pass(CountDownLatch latch) {
        try {
            return latch.await(10, SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
