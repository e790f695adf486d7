package latchkey.password;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a thread has done and not told yet. Event loops and PostgreSQL find the processor's caches emptied by each hash, and
 * sign-ins that are finished together cost them less than one by one. Of one thread.
 */
final class Handful {

    private final long longestNanos;
    private final List<Runnable> results = new ArrayList<>();
    private long oldest;

    /** @param longest how long a result may be kept for those that come after it */
    Handful(Duration longest) {
        longestNanos = longest.toNanos();
    }

    /** @param result tells it; must not throw */
    void add(Runnable result) {
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
        results.forEach(Runnable::run);
        results.clear();
    }
}
