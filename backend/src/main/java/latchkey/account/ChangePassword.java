package latchkey.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import latchkey.caller.Caller;
import latchkey.limit.Counters;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.limit.SignInCounters;
import latchkey.password.Password;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.hash.PasswordMatch;
import latchkey.password.pool.Priority;
import latchkey.region.Region;
import latchkey.session.Client;

/**
 * A signed-in client sets a new password: all other sessions and every open link end. The present password is asked
 * for, and guessing it is limited as at sign-in. The future fails with {@link Limited} or
 * {@link latchkey.password.pool.Busy}.
 */
public final class ChangePassword {

    private final PasswordTable table;
    private final PasswordHasher hasher;
    private final Limits limits;

    public ChangePassword(Pool pool, PasswordHasher hasher, Limits limits) {
        this.table = new PasswordTable(pool);
        this.hasher = hasher;
        this.limits = limits;
    }

    /** False if the present password is another one. */
    public Future<Boolean> change(Region region, Client client, Password present, Password next, Caller caller) {
        String counter = SignInCounters.ofAccountAndNetwork(region, client.email(), caller.network());
        return table.begin(client, new Counters().add(limits.signInByAccountAndNetwork(), counter))
                .map(ChangePassword::withinLimits)
                .compose(phc -> hasher.verify(present, Optional.of(phc), Priority.KNOWN_DEVICE, caller.present())
                        .compose(match -> match == PasswordMatch.WRONG
                                ? Future.succeededFuture(false)
                                : replace(region, client, phc, next, caller)));
    }

    private Future<Boolean> replace(Region region, Client client, String phc, Password next, Caller caller) {
        String[] cleared = SignInCounters.cleared(region, client.email(), caller.network());
        return hasher.hash(next, caller.present())
                .compose(changed -> table.change(client, phc, changed, caller.network(), cleared));
    }

    private static String withinLimits(PasswordTable.Current current) {
        current.limitedUntil().ifPresent(until -> {
            throw new Limited(until);
        });
        return current.phc();
    }
}
