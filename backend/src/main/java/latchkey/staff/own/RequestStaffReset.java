package latchkey.staff.own;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import latchkey.address.EmailAddress;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.limit.ResetCounters;
import latchkey.limit.Tick;

/**
 * A staff member who forgot the password asks for a one-time link. Whether or not a member has the address, the answer
 * is the same, at the same ticks of a clock; too many mails to one address are silently not sent.
 */
final class RequestStaffReset {

    private final Vertx vertx;
    private final OwnAccountTable table;
    private final Limits limits;
    private final Duration validity;

    /** @param validity how long the link works */
    RequestStaffReset(Vertx vertx, Pool pool, Limits limits, Duration validity) {
        this.vertx = vertx;
        this.table = new OwnAccountTable(pool);
        this.limits = limits;
        this.validity = validity;
    }

    /** Fails with {@link Limited} if too many requests came from the network. */
    Future<Void> request(EmailAddress email, String network) {
        return Tick.hold(vertx, () -> ask(email, network));
    }

    private Future<Void> ask(EmailAddress email, String network) {
        var counters = ResetCounters.ofStaff(limits, validity, email, network);
        return table.take(counters)
                .map(Limited.by(counters::networkLimitedUntil))
                .compose(over ->
                        counters.allowMail(over) ? table.mailLink(email, validity, network) : Future.succeededFuture());
    }
}
