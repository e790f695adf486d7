package latchkey.login;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import latchkey.key.Ids;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.password.Password;
import latchkey.password.PasswordHasher;
import latchkey.password.Priority;
import latchkey.password.Verdict;
import latchkey.region.Region;
import latchkey.web.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs a client in: read and count, hash, record. Whatever is wrong, known address or not, costs the same and ends the
 * same. The future fails with {@link WrongPair}, {@link Limited} or {@link latchkey.password.Busy}.
 */
public final class SignIn {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

    private final SignInTable table;
    private final PasswordHasher hasher;
    private final Limits limits;
    private final Duration maximum;

    /** @param maximum how long a session lasts at most */
    public SignIn(Pool pool, PasswordHasher hasher, Limits limits, Duration maximum) {
        this.table = new SignInTable(pool);
        this.hasher = hasher;
        this.limits = limits;
        this.maximum = maximum;
    }

    public Future<SignedIn> browser(Region region, String email, String password, Caller caller) {
        return signIn(Attempt.of(region, email, caller, limits), Password.typed(password), false);
    }

    public Future<SignedIn> program(Region region, String email, String password, Caller caller) {
        return signIn(Attempt.of(region, email, caller, limits), Password.typed(password), true);
    }

    private Future<SignedIn> signIn(Attempt attempt, Optional<Password> password, boolean program) {
        return table.begin(attempt)
                .map(SignIn::withinLimits)
                .compose(candidate -> verify(attempt, candidate, password)
                        .compose(verdict -> verdict.isRight() && !candidate.disabled()
                                ? open(attempt, candidate, attempt.device(program))
                                        .onSuccess(signedIn -> hasher.strengthen(
                                                verdict, password, stronger -> table.replaceHash(candidate, stronger)))
                                : refuse(attempt, candidate.disabled() ? "disabled" : "password")));
    }

    private static Candidate withinLimits(Candidate candidate) {
        candidate.limitedUntil().ifPresent(until -> {
            throw new Limited(until);
        });
        return candidate;
    }

    private Future<Verdict> verify(Attempt attempt, Candidate candidate, Optional<Password> password) {
        Priority priority = candidate.known() ? Priority.KNOWN_DEVICE : Priority.STRANGER;
        return password.map(typed -> hasher.verify(
                        typed, candidate.phc(), priority, attempt.caller().present()))
                .orElseGet(() -> Future.succeededFuture(Verdict.WRONG))
                .onFailure(failure -> giveBack(attempt));
    }

    /** What was never checked was no guess: who is told to come back must not be limited for it. */
    private void giveBack(Attempt attempt) {
        table.giveBack(attempt.counters())
                .onFailure(failure -> LOG.debug("An attempt counts although nothing was checked", failure));
    }

    private Future<SignedIn> open(Attempt attempt, Candidate candidate, UUID device) {
        var signedIn = new SignedIn(Ids.secret(), device, candidate.account());
        return table.succeed(attempt, candidate, signedIn, maximum)
                .compose(opened -> opened ? Future.succeededFuture(signedIn) : refuse(attempt, "changed"));
    }

    private Future<SignedIn> refuse(Attempt attempt, String why) {
        return table.fail(attempt.region(), attempt.email(), attempt.caller(), why)
                .compose(recorded -> Future.failedFuture(new WrongPair()));
    }
}
