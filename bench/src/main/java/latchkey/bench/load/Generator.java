package latchkey.bench.load;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Sends load to one port of this machine from one event loop, and measures on it. It is our own because it shares two
 * processors with what it measures: a request costs it less than a tenth of a millisecond, and each run says what share
 * it took.
 */
public final class Generator implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    private final int port;

    public Generator(int port) {
        this.port = port;
    }

    /** A number of users, each of whom sends the next request when the previous one is answered. */
    public Future<Tally> closed(int users, Duration duration, IntFunction<User> user) {
        List<User> all = IntStream.range(0, users).mapToObj(user).toList();
        return onLoop(() -> new ClosedLoad(vertx, connections(), all, duration).run());
    }

    /** Requests at a rate, whatever became of earlier ones. */
    public Future<Tally> open(double perSecond, Duration duration, User user) {
        return onLoop(() -> new OpenLoad(vertx, connections(), perSecond, duration, user).run());
    }

    /** Users who send one request each, {@code atOnce} at a time. */
    public Future<Void> each(List<User> users, int atOnce) {
        return onLoop(() -> new EachOnce(connections(), users.iterator()).run(atOnce));
    }

    /** Connections that sent one request each and then stay open. */
    public IdleConnections idle(int count, Request request) {
        return await(onLoop(() -> new IdleConnections(connections(), request).open(count)));
    }

    public Answer ask(Request request) {
        return await(onLoop(() -> Future.future(promise -> connections().send(request, promise::complete))));
    }

    @CanIgnoreReturnValue
    public static <T> T await(Future<T> future) {
        try {
            return future.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("A load did not end in " + LONGEST, e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private Connections connections() {
        return new Connections(vertx, port);
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> load) {
        return vertx.timer(1, TimeUnit.MILLISECONDS).compose(now -> load.get());
    }
}
