package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import latchkey.caller.Caller;
import latchkey.limit.CounterTable;
import latchkey.limit.Counters;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.link.LinkTokens;
import latchkey.link.Purpose;
import latchkey.region.Region;

/** Sends a new invitation in place of one that expired, to the address of the contact. Only staff learn the outcome. */
public final class RenewInvitation {

    private final InvitationTable table;
    private final LinkTokens tokens;
    private final CounterTable counters;
    private final Limits limits;
    private final Duration validity;

    /** @param validity how long the link of an invitation works */
    public RenewInvitation(Pool pool, LinkTokens tokens, Limits limits, Duration validity) {
        this.table = new InvitationTable(pool);
        this.tokens = tokens;
        this.counters = new CounterTable(pool);
        this.limits = limits;
        this.validity = validity;
    }

    /** Fails with {@link Limited} if too many asked from the caller's network. */
    public Future<Void> renew(Region region, String token, Caller caller) {
        var asked = new Counters().addNetwork(limits.resetByNetwork(), "renewal-by-network", caller.network());
        return counters.take(asked)
                .compose(taken -> tokens.open(Purpose.INVITATION, region.code(), token)
                        .map(link -> table.contactOfSpent(link, region))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .compose(contact -> contact.map(id -> send(id, caller)).orElseGet(Future::succeededFuture));
    }

    /**
     * Too many to one contact are silently not sent. They have a counter of their own, so that staff can still send.
     */
    private Future<Void> send(UUID contact, Caller caller) {
        var sent = new Counters().add(limits.invitationByContact(), "renewal-by-contact", contact.toString());
        return counters.take(sent)
                .compose(taken -> table.renew(contact, validity, caller.network()))
                .recover(failure ->
                        failure instanceof Limited ? Future.succeededFuture() : Future.failedFuture(failure));
    }
}
