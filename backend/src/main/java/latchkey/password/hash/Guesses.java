package latchkey.password.hash;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import latchkey.limit.CounterTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every typed password, of clients and staff. The order is always the same: the statement that reads the hash
 * counts the guess, so that parallel ones can't slip past the limit; it is verified here, and forgiven if it was
 * right: at a sign-in once the session is open, at a change of password immediately.
 */
public final class Guesses {

    private static final Logger LOG = LoggerFactory.getLogger(Guesses.class);

    private final CounterTable counters;
    private final PasswordHasher hasher;

    public Guesses(Pool pool, PasswordHasher hasher) {
        this.counters = new CounterTable(pool);
        this.hasher = hasher;
    }

    /**
     * Whether the password is the one that was hashed. An unchecked password was not a guess: if this fails, with
     * {@link latchkey.password.pool.Busy}, the count is given back.
     *
     * @param phc empty if there is no such account: wrong, at the cost of a real hash
     */
    public Future<PasswordMatch> verify(Guess guess, Optional<String> phc) {
        return guess.typed()
                .map(typed -> hasher.verify(typed, phc, guess.priority(), guess.wanted())
                        .recover(unchecked -> counters.giveBack(guess.counted(), List.of())
                                .transform(done -> Future.failedFuture(unchecked))))
                .orElseGet(() -> Future.succeededFuture(PasswordMatch.WRONG));
    }

    /**
     * For a right password: gives the guess back and clears earlier failures. Never fails: the owner has proved who
     * they are, and counters that can't be cleared now expire anyway.
     */
    public Future<Void> forgive(Guess guess) {
        return counters.giveBack(guess.counted(), guess.cleared())
                .onFailure(failure -> LOG.warn("Could not clear the counters after a right password", failure))
                .otherwiseEmpty();
    }

    /** Renews the hash of one that was right, if it is outdated: {@link PasswordHasher#renew}. */
    public void renew(Guess guess, PasswordMatch match, Function<String, Future<Void>> replace) {
        hasher.renew(match, guess.typed(), replace);
    }
}
