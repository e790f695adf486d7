package latchkey.transfer;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.shareddata.Lock;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import latchkey.web.Problem;

/**
 * Makes imports take turns before the body of a request is read, so that a backend's memory holds one file at a time. A
 * request that waits too long is refused.
 */
final class ImportTurn implements Handler<RoutingContext> {

    private static final String LOCK = "latchkey.import";

    /** Shorter than a connection may be silent. */
    private static final long LONGEST_WAIT_MILLIS = 30_000;

    /** How many seconds the caller is ready to wait (RFC 7240). */
    private static final Pattern WAIT = Pattern.compile("(?:^|.*[,;\\s])wait=(\\d{1,2})(?:[,;\\s].*|$)");

    private static final int RETRY_SECONDS = 30;

    @Override
    public void handle(RoutingContext context) {
        context.request().pause();
        context.vertx()
                .sharedData()
                .getLocalLockWithTimeout(LOCK, wait(context))
                .onSuccess(turn -> begin(context, turn))
                .onFailure(late -> {
                    context.request().resume();
                    context.fail(isTaken());
                });
    }

    private static long wait(RoutingContext context) {
        Matcher wait = WAIT.matcher(String.join(",", context.request().headers().getAll("prefer")));
        return wait.matches()
                ? Math.clamp(1_000L * Integer.parseInt(wait.group(1)), 1, LONGEST_WAIT_MILLIS)
                : LONGEST_WAIT_MILLIS;
    }

    /** The refusal while another import has its turn. */
    static Problem isTaken() {
        return Problem.of(503, "import-running").retryAfter(RETRY_SECONDS);
    }

    /**
     * The turn lasts until the work is over, even if the caller has gone. A caller who goes before the work begins
     * gives it back.
     */
    static Future<Void> during(RoutingContext context, Supplier<Future<Void>> work) {
        return Optional.<Lock>ofNullable(context.remove(LOCK))
                .map(turn ->
                        Future.succeededFuture().compose(begin -> work.get()).onComplete(over -> turn.release()))
                .orElseGet(Future::succeededFuture);
    }

    private static void begin(RoutingContext context, Lock turn) {
        if (context.response().closed()) {
            turn.release();
            return;
        }
        context.put(LOCK, turn);
        // For a request that ends before its work has begun.
        context.addEndHandler(ended -> {
            if (context.remove(LOCK) != null) {
                turn.release();
            }
        });
        context.request().resume();
        context.next();
    }
}
