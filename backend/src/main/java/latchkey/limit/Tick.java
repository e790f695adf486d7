package latchkey.limit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers are held until a whole multiple of a time after their request arrived, so that how long they took reveals
 * nothing (OWASP Forgot Password Cheat Sheet).
 */
public final class Tick {

    public static final long MILLIS = 150;

    private Tick() {}

    /** The work's result or failure, at the next tick. */
    public static <T> Future<T> hold(Vertx vertx, Supplier<Future<T>> work) {
        long start = System.nanoTime();
        Future<T> answer = work.get();
        return answer.transform(done -> pad(vertx, start)).compose(waited -> answer);
    }

    private static Future<?> pad(Vertx vertx, long start) {
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return vertx.timer(MILLIS - elapsed % MILLIS, TimeUnit.MILLISECONDS);
    }
}
