package latchkey.password.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thread has done and not told yet. Event loops and PostgreSQL find the processor's caches emptied by each hash, and
 * sign-ins that are finished together cost them less than one by one. Of one thread.
 */
final class Handful {

    private static final Logger LOG = LoggerFactory.getLogger(Handful.class);

    private final long longestNanos;
    private final List<Result> results = new ArrayList<>();
    private long oldest;

    /** @param longest how long a result may be kept for those that come after it */
    Handful(Duration longest) {
        longestNanos = longest.toNanos();
    }

    void add(Result result) {
        if (results.isEmpty()) {
            oldest = System.nanoTime();
        }
        results.add(result);
    }

    /** Whether the oldest would be kept too long if another were awaited that takes as long as the last. */
    boolean isFull(long lastNanos) {
        return System.nanoTime() - oldest + lastNanos > longestNanos;
    }

    void tell() {
        results.stream().collect(Collectors.groupingBy(Result::asker)).values().forEach(Handful::tellTogether);
        results.clear();
    }

    /** In one turn of the event loop: told one by one, the first would take this thread's processor from the others. */
    private static void tellTogether(List<Result> ofOneLoop) {
        try {
            ofOneLoop
                    .getFirst()
                    .context()
                    .runOnContext(
                            turn -> ofOneLoop.forEach(result -> result.tell().run()));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} results came after the end of those who wanted them", ofOneLoop.size(), e);
        }
    }
}
