package latchkey.staff.own;

import io.vertx.core.Future;
import java.util.Optional;
import latchkey.api.SignedInStaff;
import latchkey.caller.Caller;
import latchkey.limit.CounterTable;
import latchkey.limit.Counters;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.password.Password;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.hash.PasswordMatch;
import latchkey.password.pool.Priority;
import latchkey.staff.own.OwnAccountTable.Current;

/**
 * A signed-in staff member sets a new password: all other sessions and every open link end. The current password is
 * asked for, and guessing it is limited as at sign-in. The future fails with {@link Limited} or
 * {@link latchkey.password.pool.Busy}.
 */
final class ChangeOwnPassword {

    private final OwnAccountTable table;
    private final CounterTable counters;
    private final PasswordHasher hasher;
    private final Limits limits;

    ChangeOwnPassword(OwnAccountTable table, CounterTable counters, PasswordHasher hasher, Limits limits) {
        this.table = table;
        this.counters = counters;
        this.hasher = hasher;
        this.limits = limits;
    }

    /** False if the current password is another one. */
    Future<Boolean> change(SignedInStaff member, Password current, Password next, Caller caller) {
        var guesses = new Counters()
                .add(
                        limits.signInByAccountAndNetwork(),
                        "staff-change-password",
                        member.id().toString());
        return table.begin(member, guesses)
                .map(Limited.by(Current::limitedUntil, "password-change-limited"))
                .compose(stored -> counters.giveBackIfItFails(
                                guesses,
                                hasher.verify(
                                        current, Optional.of(stored.phc()), Priority.KNOWN_DEVICE, caller.present()))
                        .compose(match -> match == PasswordMatch.WRONG
                                ? Future.succeededFuture(false)
                                : counters.forgive(guesses, guesses.keys())
                                        .compose(forgiven -> hasher.hash(next, caller.present()))
                                        .compose(phc -> table.change(member, stored.phc(), phc, caller.network()))));
    }
}
