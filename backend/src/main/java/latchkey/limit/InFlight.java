package latchkey.limit;

import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Tries that are being checked at this moment, and so are counted nowhere yet. Whoever comes is told how many are ahead,
 * and takes them for failed: guesses that come together get no more tries than guesses that come one by one. See
 * docs/decisions/007-counted-when-it-fails.md. Of this backend; for any thread.
 */
public final class InFlight {

    private final ConcurrentHashMap<String, Integer> tries = new ConcurrentHashMap<>();

    /**
     * @param check is handed the counters with as many less as are ahead, and must read what was counted only then: who is
     *     no longer ahead was counted before
     */
    public <T> Future<T> check(Counters counters, Function<Counters, Future<T>> check) {
        Counters left = counters.less(key -> tries.merge(key, 1, Integer::sum) - 1);
        return Future.succeededFuture(left).compose(check).onComplete((checked, failure) -> leave(counters));
    }

    int size() {
        return tries.size();
    }

    private void leave(Counters counters) {
        counters.keys().forEach(key -> tries.computeIfPresent(key, (ignored, n) -> n == 1 ? null : n - 1));
    }
}
