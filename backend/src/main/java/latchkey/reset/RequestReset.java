package latchkey.reset;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import latchkey.address.EmailAddress;
import latchkey.caller.Caller;
import latchkey.database.DatabaseAway;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.limit.ResetCounters;
import latchkey.limit.Tick;
import latchkey.region.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for a reset link. Known and unknown addresses take the same statements and are answered at the same ticks of a
 * clock, so that timing reveals nothing (OWASP Forgot Password Cheat Sheet).
 */
public final class RequestReset {

    private static final Logger LOG = LoggerFactory.getLogger(RequestReset.class);
    private static final int PAUSE_SECONDS = 1;

    /** An import holds the rows that it writes for at most a minute. */
    private static final int TRIES = 60;

    private final Vertx vertx;
    private final ResetTable table;
    private final Limits limits;
    private final Duration validity;

    /** @param validity how long the link works */
    public RequestReset(Vertx vertx, Pool pool, Limits limits, Duration validity) {
        this.vertx = vertx;
        this.table = new ResetTable(pool);
        this.limits = limits;
        this.validity = validity;
    }

    public Duration validity() {
        return validity;
    }

    /**
     * Fails with {@link Limited} if too many requests came from the caller's network; never says whether there is an
     * account.
     */
    public Future<Void> request(Region region, EmailAddress email, Caller caller) {
        return Tick.hold(vertx, () -> ask(region, email, caller));
    }

    private Future<Void> ask(Region region, EmailAddress email, Caller caller) {
        var counters = ResetCounters.ofClient(limits, validity, region, email, caller.network(), caller.device());
        return table.take(region, email.value(), caller, counters)
                .map(Limited.by(counters::networkLimitedUntil))
                .compose(over -> mail(
                        () -> table.request(
                                region, email.value(), caller.network(), counters.allowMail(over), validity),
                        TRIES));
    }

    /**
     * If another transaction holds the account's row, the mail is written later and the answer doesn't wait for it:
     * otherwise it would differ from that for an unknown address.
     */
    private Future<Void> mail(Supplier<Future<Void>> request, int tries) {
        return request.get().recover(failure -> {
            if (tries == 0 || !(failure instanceof DatabaseAway away) || !away.isRowHeld()) {
                return Future.failedFuture(failure);
            }
            var _ = vertx.timer(PAUSE_SECONDS, TimeUnit.SECONDS)
                    .compose(over -> mail(request, tries - 1))
                    .onFailure(given -> LOG.warn("Could not mail a reset link: its account stayed locked", given));
            return Future.succeededFuture();
        });
    }
}
