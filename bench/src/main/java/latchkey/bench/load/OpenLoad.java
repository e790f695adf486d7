package latchkey.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Requests at a fixed rate, with the gaps of a Poisson process, whatever becomes of earlier ones. Times count from the
 * moment at which a request was due, so that a stalling server can't hide it (no coordinated omission).
 */
final class OpenLoad {

    private static final long LONGEST_DRAIN_MILLIS = 10_000;
    private static final long DRAIN_STEP_MILLIS = 20;

    private final Vertx vertx;
    private final Connections connections;
    private final User user;
    private final double gapNanos;
    private final Duration duration;
    private final Tally tally = new Tally();
    private final Random random = new Random(1);
    private long due;
    private long to;
    private int outstanding;

    OpenLoad(Vertx vertx, Connections connections, double perSecond, Duration duration, User user) {
        this.vertx = vertx;
        this.connections = connections;
        this.user = user;
        this.gapNanos = 1e9 / perSecond;
        this.duration = duration;
    }

    Future<Tally> run() {
        due = System.nanoTime();
        to = due + duration.toNanos();
        long ticks = vertx.setPeriodic(1, id -> arrivals());
        return vertx.timer(duration.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(over -> vertx.cancelTimer(ticks))
                .compose(over -> drained(LONGEST_DRAIN_MILLIS))
                .map(drained -> tally.lasting(duration))
                .onSuccess(done -> connections.close());
    }

    private void arrivals() {
        long until = Math.min(to, System.nanoTime());
        while (due <= until) {
            ask(due);
            due += (long) (-Math.log(1 - random.nextDouble()) * gapNanos);
        }
    }

    private void ask(long since) {
        outstanding++;
        connections.send(user.next(), answer -> {
            outstanding--;
            tally.add(answer, System.nanoTime() - since);
            user.answered(answer);
        });
    }

    /** A request not answered by then counts as an error. */
    private Future<?> drained(long millis) {
        if (outstanding == 0 || millis <= 0) {
            tally.unanswered(outstanding);
            return Future.succeededFuture();
        }
        return vertx.timer(DRAIN_STEP_MILLIS, TimeUnit.MILLISECONDS)
                .compose(later -> drained(millis - DRAIN_STEP_MILLIS));
    }
}
