package latchkey.staff.own;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import latchkey.api.SignedInStaff;
import latchkey.caller.Caller;
import latchkey.limit.Counters;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.password.Password;
import latchkey.password.hash.Guess;
import latchkey.password.hash.Guesses;
import latchkey.password.hash.PasswordHasher;
import latchkey.staff.own.OwnAccountTable.Current;

/**
 * A signed-in staff member sets a new password: all other sessions and every open link end. The current password is
 * asked for, and guessing it is limited as at sign-in. The future fails with {@link Limited} or
 * {@link latchkey.password.pool.Busy}.
 */
final class ChangeOwnPassword {

    private final OwnAccountTable table;
    private final Guesses guesses;
    private final PasswordHasher hasher;
    private final Limits limits;

    ChangeOwnPassword(Pool pool, PasswordHasher hasher, Limits limits) {
        this.table = new OwnAccountTable(pool);
        this.guesses = new Guesses(pool, hasher);
        this.hasher = hasher;
        this.limits = limits;
    }

    enum Outcome {
        CHANGED,
        /** Also if the password was changed, or the member ended, meanwhile. */
        WRONG_CURRENT,
        SAME
    }

    Future<Outcome> change(SignedInStaff member, Password current, Password next, Caller caller) {
        var counted = new Counters()
                .add(
                        limits.signInByAccountAndNetwork(),
                        "staff-change-password",
                        member.id().toString());
        var guess = Guess.ofCurrent(current, counted, caller.present());
        return table.begin(member, counted)
                .map(Limited.by(Current::limitedUntil, "password-change-limited"))
                .compose(stored -> guesses.verify(guess, Optional.of(stored.phc()))
                        .compose(match -> match.isRight()
                                ? replace(member, guess, stored, next, caller)
                                : Future.succeededFuture(Outcome.WRONG_CURRENT)));
    }

    /** The right password clears earlier failures, even if the new one is refused. */
    private Future<Outcome> replace(SignedInStaff member, Guess guess, Current stored, Password next, Caller caller) {
        Future<Void> forgiven = guesses.forgive(guess);
        if (guess.isOf(next)) {
            return forgiven.map(Outcome.SAME);
        }
        return forgiven.compose(done -> hasher.hash(next, caller.present()))
                .compose(phc -> table.change(member, stored.phc(), phc, caller.network()))
                .map(changed -> changed ? Outcome.CHANGED : Outcome.WRONG_CURRENT);
    }
}
