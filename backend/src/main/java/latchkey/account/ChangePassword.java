package latchkey.account;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import latchkey.account.PasswordTable.Current;
import latchkey.caller.Caller;
import latchkey.limit.Counters;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.limit.SignInCounters;
import latchkey.password.Password;
import latchkey.password.hash.Guess;
import latchkey.password.hash.Guesses;
import latchkey.password.hash.PasswordHasher;
import latchkey.region.Region;
import latchkey.session.Client;

/**
 * A signed-in client sets a new password: all other sessions and every open link end. The current password is asked
 * for, and guessing it is limited as at sign-in. The future fails with {@link Limited} or
 * {@link latchkey.password.pool.Busy}.
 */
public final class ChangePassword {

    private final PasswordTable table;
    private final Guesses guesses;
    private final PasswordHasher hasher;
    private final Limits limits;

    public ChangePassword(Pool pool, PasswordHasher hasher, Limits limits) {
        this.table = new PasswordTable(pool);
        this.guesses = new Guesses(pool, hasher);
        this.hasher = hasher;
        this.limits = limits;
    }

    public enum Outcome {
        CHANGED,
        WRONG_CURRENT,
        SAME,
        /** The account was disabled or removed since the request came, so the session is over. */
        SESSION_OVER
    }

    public Future<Outcome> change(Region region, Client client, Password current, Password next, Caller caller) {
        var counted = new Counters()
                .add(
                        limits.signInByAccountAndNetwork(),
                        "change-password",
                        client.account().toString());
        var guess = Guess.ofCurrent(current, counted, caller.present());
        return table.begin(client, counted)
                .map(found -> found.map(Limited.by(Current::limitedUntil)))
                .compose(found -> found.map(stored -> guesses.verify(guess, Optional.of(stored.phc()))
                                .compose(match -> match.isRight()
                                        ? replace(region, client, guess, stored, next, caller)
                                        : repeated(guess.of(next), stored)))
                        .orElseGet(ChangePassword::sessionOver));
    }

    /** A second click arrives when the new password is already the current one. */
    private Future<Outcome> repeated(Guess next, Current stored) {
        return stored.isFresh()
                ? guesses.verify(next, Optional.of(stored.phc()))
                        .map(match -> match.isRight() ? Outcome.CHANGED : Outcome.WRONG_CURRENT)
                : Future.succeededFuture(Outcome.WRONG_CURRENT);
    }

    /** The right password clears earlier failures, even if the new one is refused. */
    private Future<Outcome> replace(
            Region region, Client client, Guess guess, Current stored, Password next, Caller caller) {
        var cleared = SignInCounters.ofClient(region, client.email(), caller.network());
        Future<Void> forgiven = guesses.forgive(guess);
        if (guess.isOf(next)) {
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
                                                                : repeated(guess.of(next), now))
                                                .orElseGet(ChangePassword::sessionOver))));
    }

    /** Tried once: the same two contacts are not merged twice. */
    private Future<Outcome> moved(Client client, Current now, String hash, Caller caller, List<String> cleared) {
        return table.change(client, now, hash, caller.network(), cleared)
                .map(changed -> changed ? Outcome.CHANGED : Outcome.SESSION_OVER);
    }

    private static Future<Outcome> sessionOver() {
        return Future.succeededFuture(Outcome.SESSION_OVER);
    }
}
