package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import latchkey.address.EmailAddress;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.limit.SignInCounters;
import latchkey.password.Password;
import latchkey.password.hash.Guess;
import latchkey.password.hash.Guesses;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.pool.Priority;
import latchkey.session.SessionToken;
import latchkey.staff.StaffSignInTable.Candidate;
import latchkey.web.Problem;

/**
 * Signs a staff member in: count and read, hash, record. An unknown address, an ended member and one without a password
 * cost and answer the same as a wrong password. The future fails with a {@link Problem}, with {@link Limited} or with
 * {@link latchkey.password.pool.Busy}.
 */
public final class SignInStaff {

    private final StaffSignInTable table;
    private final Guesses guesses;
    private final Limits limits;

    public SignInStaff(Pool pool, PasswordHasher hasher, Limits limits, Duration maximum) {
        this.table = new StaffSignInTable(pool, maximum);
        this.guesses = new Guesses(pool, hasher);
        this.limits = limits;
    }

    private record Attempt(
            String email, Optional<Password> password, Optional<UUID> device, Caller caller, SignInCounters counters) {}

    /** @param device the token from an earlier sign-in in this browser, if it sends one */
    Future<StaffSession> signIn(String typed, String password, Optional<UUID> device, Caller caller) {
        var address = EmailAddress.parse(typed);
        return signIn(new Attempt(
                address.map(EmailAddress::value).orElse(typed),
                Password.typed(password),
                device,
                caller,
                SignInCounters.ofStaff(limits, address, caller.network(), device)));
    }

    private Future<StaffSession> signIn(Attempt attempt) {
        return table.begin(attempt.email(), attempt.device(), attempt.counters())
                .map(Limited.by(Candidate::limitedUntil))
                .compose(candidate -> verify(attempt, candidate, guess(attempt, candidate)));
    }

    /** Before clients at unknown devices: staff are few, strangers can't reach their port, and clients need them. */
    private static Guess guess(Attempt attempt, Candidate candidate) {
        return new Guess(
                attempt.password(),
                attempt.counters().of(candidate.known()),
                attempt.counters().cleared(),
                Priority.KNOWN_DEVICE,
                attempt.caller().present());
    }

    private Future<StaffSession> verify(Attempt attempt, Candidate candidate, Guess guess) {
        return guesses.verify(guess, candidate.phc())
                .compose(match -> match.isRight()
                        ? open(attempt, candidate, guess)
                                .onSuccess(session ->
                                        guesses.renew(guess, match, renewed -> table.replaceHash(candidate, renewed)))
                        : refuse(attempt));
    }

    private Future<StaffSession> open(Attempt attempt, Candidate candidate, Guess guess) {
        var session = new StaffSession(
                candidate.id().orElseThrow(),
                attempt.device().orElseGet(Ids::secret),
                new SessionToken(Ids.secret(), 0));
        return table.succeed(candidate, session, attempt.caller())
                .compose(opened -> opened ? guesses.forgive(guess).map(session) : refuse(attempt));
    }

    private Future<StaffSession> refuse(Attempt attempt) {
        return table.fail(EmailAddress.kept(attempt.email()), attempt.caller())
                .compose(recorded -> Future.failedFuture(Problem.of(401, "wrong-credentials")));
    }
}
