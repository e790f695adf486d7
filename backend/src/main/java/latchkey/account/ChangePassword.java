package latchkey.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
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

    /** What came of it. */
    public enum Outcome {
        CHANGED,
        WRONG_CURRENT,
        SAME,
        /** The account was disabled, or is gone, since the request came; with it the session is over. */
        SESSION_OVER
    }

    public Future<Outcome> change(Region region, Client client, Password current, Password next, Caller caller) {
        var guesses = new Counters()
                .add(
                        limits.signInByAccountAndNetwork(),
                        "change-password",
                        client.account().toString());
        return table.begin(client, guesses)
                .map(found -> found.map(Limited.by(Current::limitedUntil)))
                .compose(found -> found.map(stored -> verify(guesses, current, stored, caller)
                                .compose(match -> match == PasswordMatch.WRONG
                                        ? repeated(guesses, next, stored, caller)
                                        : replace(region, client, guesses, current, stored, next, caller)))
                        .orElseGet(ChangePassword::sessionOver));
    }

    private Future<PasswordMatch> verify(Counters guesses, Password typed, Current stored, Caller caller) {
        return counters.giveBackIfItFails(
                guesses, hasher.verify(typed, Optional.of(stored.phc()), Priority.KNOWN_DEVICE, caller.present()));
    }

    /** A second press of the button comes when the new password is the current one already. */
    private Future<Outcome> repeated(Counters guesses, Password next, Current stored, Caller caller) {
        return stored.isFresh()
                ? verify(guesses, next, stored, caller)
                        .map(match -> match == PasswordMatch.WRONG ? Outcome.WRONG_CURRENT : Outcome.CHANGED)
                : Future.succeededFuture(Outcome.WRONG_CURRENT);
    }

    /** The right password clears what was wrong before, whatever becomes of the new one. */
    private Future<Outcome> replace(
            Region region,
            Client client,
            Counters guesses,
            Password current,
            Current stored,
            Password next,
            Caller caller) {
        var cleared = SignInCounters.ofClient(region, client.email(), caller.network());
        Future<Void> forgiven = counters.forgive(guesses, guesses.keys());
        if (current.equals(next)) {
            return forgiven.map(Outcome.SAME);
        }
        return forgiven.compose(done -> hasher.hash(next, caller.present()))
                .compose(hash -> table.change(client, stored, hash, caller.network(), cleared)
                        .compose(changed -> changed
                                ? Future.succeededFuture(Outcome.CHANGED)
                                : table.read(client)
                                        .compose(newer -> newer.map(
                                                        now -> now.phc().equals(stored.phc())
                                                                ? moved(client, now, hash, caller, cleared)
                                                                : repeated(guesses, next, now, caller))
                                                .orElseGet(ChangePassword::sessionOver))));
    }

    /** Nobody merges the same two contacts twice. */
    private Future<Outcome> moved(Client client, Current now, String hash, Caller caller, List<String> cleared) {
        return table.change(client, now, hash, caller.network(), cleared)
                .map(changed -> changed ? Outcome.CHANGED : Outcome.SESSION_OVER);
    }

    private static Future<Outcome> sessionOver() {
        return Future.succeededFuture(Outcome.SESSION_OVER);
    }
}
