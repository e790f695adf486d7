package latchkey.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowingConsumer;

/** Waits for what happens some time soon on another thread. */
public final class Eventually {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /** Asks again and again until the assertion holds; fails as it does when 20 s have passed. */
    public static <T> T eventually(Callable<T> question, ThrowingConsumer<T> assertion) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        while (true) {
            try {
                T answer = question.call();
                assertion.accept(answer);
                return answer;
            } catch (AssertionError e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
