package latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowingConsumer;
import org.slf4j.LoggerFactory;

/** Waits for what happens soon on another thread. */
public final class Eventually {

    private Eventually() {}

    /** The logger of this name, which is there when another thread has made an end of setting the log up. */
    public static Logger logger(String name) {
        return (Logger) eventually(
                () -> LoggerFactory.getLogger(name),
                logger -> assertThat(logger).isInstanceOf(Logger.class));
    }

    /**
     * What is answered once nobody is in the way any more: who waits for a row for longer than a request may is told 503
     * and has changed nothing, so it is asked again.
     */
    public static Browser.Answer inTheEnd(Callable<Browser.Answer> request) {
        return eventually(request, answer -> assertThat(answer.status()).isNotEqualTo(503));
    }

    /** Asks again and again until the assertion holds; after a minute it fails as the assertion does. */
    public static <T> T eventually(Callable<T> question, ThrowingConsumer<T> assertion) {
        var answer = new AtomicReference<T>();
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    answer.set(question.call());
                    assertion.accept(answer.get());
                });
        return Objects.requireNonNull(answer.get());
    }
}
