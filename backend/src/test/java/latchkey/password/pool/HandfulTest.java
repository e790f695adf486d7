package latchkey.password.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class HandfulTest {

    private final Handful handful = new Handful(Duration.ofMinutes(1));

    /** Told one by one they would be told in one turn too, now and then. */
    @Test
    void what_one_event_loop_waits_for_is_told_in_one_turn_of_it(Vertx vertx) throws Exception {
        Context loop = vertx.getOrCreateContext();
        for (int round = 0; round < 1000; round++) {
            var turnIsOver = new AtomicBoolean();
            var inOneTurn = new CompletableFuture<Boolean>();
            handful.add(result(loop, () -> loop.runOnContext(next -> turnIsOver.set(true))));
            for (int i = 0; i < 50; i++) {
                handful.add(result(loop, () -> {}));
            }
            handful.add(result(loop, () -> inOneTurn.complete(!turnIsOver.get())));
            handful.tell();
            assertThat(inOneTurn.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void what_nobody_can_be_told_any_more_takes_nothing_from_others(Vertx vertx) throws Exception {
        Vertx ended = Vertx.vertx();
        Context gone = ended.getOrCreateContext();
        ended.close().await(10, TimeUnit.SECONDS);
        var told = new AtomicInteger();
        var other = new CompletableFuture<Integer>();
        handful.add(new Result(new Thread("of an event loop that ended"), gone, told::incrementAndGet));
        handful.add(result(vertx.getOrCreateContext(), () -> other.complete(told.get())));
        handful.tell();
        assertThat(other.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void each_result_is_told_once(Vertx vertx) throws Exception {
        var told = new AtomicInteger();
        Context loop = vertx.getOrCreateContext();
        handful.add(result(loop, told::incrementAndGet));
        handful.tell();
        handful.tell();
        var end = new CompletableFuture<Integer>();
        loop.runOnContext(next -> end.complete(told.get()));
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    private static Result result(Context context, Runnable tell) {
        return new Result(Thread.currentThread(), context, tell);
    }
}
