package latchkey.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import latchkey.account.PasswordTable.Current;
import latchkey.caller.Caller;
import latchkey.limit.CounterTable;
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
 * A signed-in client sets a new password: all other sessions and every open link end. The current password is asked
 * for, and guessing it is limited as at sign-in. The future fails with {@link Limited} or
 * {@link latchkey.password.pool.Busy}.
 */
public final class ChangePassword {

    private final PasswordTable table;
    private final CounterTable counters;
    private final PasswordHasher hasher;
    private final Limits limits;

    public ChangePassword(Pool pool, PasswordHasher hasher, Limits limits) {
        this.table = new PasswordTable(pool);
        this.counters = new CounterTable(pool);
        this.hasher = hasher;
        this.limits = limits;
    }

    /** False if the current password is another one. */
    public Future<Boolean> change(Region region, Client client, Password current, Password next, Caller caller) {
        var guesses = new Counters()
                .add(
                        limits.signInByAccountAndNetwork(),
                        "change-password",
                        client.account().toString());
        return table.begin(client, guesses)
                .map(Limited.by(Current::limitedUntil))
                .map(Current::phc)
                .compose(phc -> counters.giveBackIfItFails(
                                guesses,
                                hasher.verify(current, Optional.of(phc), Priority.KNOWN_DEVICE, caller.present()))
                        .compose(match -> match == PasswordMatch.WRONG
                                ? Future.succeededFuture(false)
                                : replace(region, client, guesses, phc, next, caller)));
    }

    /** The right password clears what was wrong before, whatever becomes of the new one. */
    private Future<Boolean> replace(
            Region region, Client client, Counters guesses, String phc, Password next, Caller caller) {
        var cleared = SignInCounters.ofClient(region, client.email(), caller.network());
        return counters.forgive(guesses, guesses.keys())
                .compose(forgiven -> hasher.hash(next, caller.present()))
                .compose(changed -> table.change(client, phc, changed, caller.network(), cleared));
    }
}
