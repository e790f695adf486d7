package latchkey.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Users who each wait for an answer before the next request. A refused user retries when asked to, as people do. */
final class ClosedLoad {

    /** The first moments, in which all users start together, are not counted. */
    private static final Duration RAMP = Duration.ofSeconds(2);

    private static final int RECONNECT_MILLIS = 100;

    private final Vertx vertx;
    private final Connections connections;
    private final List<User> users;
    private final Duration duration;
    private final Tally tally = new Tally();
    private long from;
    private long to;

    ClosedLoad(Vertx vertx, Connections connections, List<User> users, Duration duration) {
        this.vertx = vertx;
        this.connections = connections;
        this.users = users;
        this.duration = duration;
    }

    Future<Tally> run() {
        from = System.nanoTime() + RAMP.toNanos();
        to = from + duration.toNanos();
        users.forEach(this::ask);
        return vertx.timer(RAMP.plus(duration).toMillis(), TimeUnit.MILLISECONDS)
                .map(over -> tally.lasting(duration))
                .onSuccess(done -> connections.close());
    }

    private void ask(User user) {
        long start = System.nanoTime();
        if (start < to) {
            connections.send(user.next(), answer -> answered(user, start, answer));
        }
    }

    private void answered(User user, long start, Answer answer) {
        long now = System.nanoTime();
        if (now >= from && now < to) {
            tally.add(answer, now - start);
        }
        user.answered(answer);
        int pause = answer.status() == 0 ? RECONNECT_MILLIS : answer.retryAfterSeconds() * 1000;
        if (pause == 0) {
            ask(user);
        } else {
            vertx.setTimer(pause, id -> ask(user));
        }
    }
}
