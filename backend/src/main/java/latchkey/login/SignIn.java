package latchkey.login;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.password.Password;
import latchkey.password.hash.Guess;
import latchkey.password.hash.Guesses;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.pool.Priority;
import latchkey.region.Region;
import latchkey.session.SignedIn;

/**
 * Signs a client in: count and read, hash, record. Every wrong pair costs and answers the same, whether or not the
 * address is known. The future fails with {@link InvalidCredentials}, {@link AccessOff} if the password is right but
 * the account is disabled, {@link Limited} or {@link latchkey.password.pool.Busy}.
 */
public final class SignIn {

    private final SignInTable table;
    private final Guesses guesses;
    private final Limits limits;
    private final Duration maximum;

    /** @param maximum how long a session lasts at most */
    public SignIn(Pool pool, PasswordHasher hasher, Limits limits, Duration maximum) {
        this.table = new SignInTable(pool);
        this.guesses = new Guesses(pool, hasher);
        this.limits = limits;
        this.maximum = maximum;
    }

    public Future<SignedIn> browser(Region region, String email, String password, Caller caller) {
        return signIn(Attempt.ofBrowser(region, email, caller, limits), Password.typed(password));
    }

    public Future<SignedIn> program(Region region, String email, String password, Caller caller) {
        return signIn(Attempt.ofProgram(region, email, caller, limits), Password.typed(password));
    }

    private Future<SignedIn> signIn(Attempt attempt, Optional<Password> password) {
        return table.begin(attempt)
                .map(Limited.by(Candidate::limitedUntil))
                .compose(candidate -> verify(attempt, candidate, guess(attempt, candidate, password)));
    }

    private static Guess guess(Attempt attempt, Candidate candidate, Optional<Password> password) {
        return new Guess(
                password,
                attempt.counters().of(candidate.known()),
                attempt.counters().cleared(),
                candidate.known() ? Priority.KNOWN_DEVICE : Priority.STRANGER,
                attempt.caller().present());
    }

    private Future<SignedIn> verify(Attempt attempt, Candidate candidate, Guess guess) {
        return guesses.verify(guess, candidate.phc())
                .compose(match -> match.isRight()
                        ? admit(attempt, candidate, guess)
                                .onSuccess(signedIn ->
                                        guesses.renew(guess, match, renewed -> table.replaceHash(candidate, renewed)))
                        : refuse(attempt, "password", new InvalidCredentials()));
    }

    /** Somebody who knows the password may learn that the account is disabled. */
    private Future<SignedIn> admit(Attempt attempt, Candidate candidate, Guess guess) {
        return candidate.disabled() ? refuse(attempt, "disabled", new AccessOff()) : open(attempt, candidate, guess);
    }

    private Future<SignedIn> open(Attempt attempt, Candidate candidate, Guess guess) {
        var signedIn = new SignedIn(Ids.secret(), attempt.device(), candidate.account());
        return table.succeed(attempt, candidate, signedIn, maximum)
                .compose(opened -> opened
                        ? guesses.forgive(guess).map(signedIn)
                        : refuse(attempt, "changed", new InvalidCredentials()));
    }

    private Future<SignedIn> refuse(Attempt attempt, String why, RuntimeException refusal) {
        return table.fail(attempt, why).compose(recorded -> Future.failedFuture(refusal));
    }
}
