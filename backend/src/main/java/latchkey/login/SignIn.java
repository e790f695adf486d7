package latchkey.login;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.InFlight;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.password.Password;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.hash.PasswordMatch;
import latchkey.password.pool.Priority;
import latchkey.region.Region;
import latchkey.session.SignedIn;

/**
 * Signs a client in: read, hash, record. Whatever is wrong, known address or not, costs the same and ends the
 * same. The future fails with {@link InvalidCredentials}, {@link Limited} or {@link latchkey.password.pool.Busy}.
 */
public final class SignIn {

    /** By then those who are ahead were checked, or told to come back. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SignInTable table;
    private final PasswordHasher hasher;
    private final Limits limits;
    private final InFlight inFlight = new InFlight();
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
        return inFlight.check(
                attempt.counters(),
                left -> table.begin(attempt, left)
                        .map(candidate -> withinLimits(attempt, left, candidate))
                        .compose(candidate -> check(attempt, candidate, password, program)));
    }

    private Future<SignedIn> check(Attempt attempt, Candidate candidate, Optional<Password> password, boolean program) {
        return verify(attempt, candidate, password)
                .compose(match -> match.isRight() && !candidate.disabled()
                        ? open(attempt, candidate, attempt.device(program))
                                .onSuccess(signedIn ->
                                        hasher.renew(match, password, renewed -> table.replaceHash(candidate, renewed)))
                        : refuse(attempt, candidate, candidate.disabled() ? "disabled" : "password"));
    }

    private static Candidate withinLimits(Attempt attempt, Counters left, Candidate candidate) {
        candidate.limitedUntil().ifPresent(until -> {
            throw new Limited(until);
        });
        if (left.isUsedUp(attempt.counters(candidate.known()))) {
            throw new Limited(Instant.now().plus(SOON));
        }
        return candidate;
    }

    private Future<PasswordMatch> verify(Attempt attempt, Candidate candidate, Optional<Password> password) {
        Priority priority = candidate.known() ? Priority.KNOWN_DEVICE : Priority.STRANGER;
        return password.map(typed -> hasher.verify(
                        typed, candidate.phc(), priority, attempt.caller().present()))
                .orElseGet(() -> Future.succeededFuture(PasswordMatch.WRONG));
    }

    private Future<SignedIn> open(Attempt attempt, Candidate candidate, UUID device) {
        var signedIn = new SignedIn(Ids.secret(), device, candidate.account());
        return table.succeed(attempt, candidate, signedIn, maximum)
                .compose(opened -> opened ? Future.succeededFuture(signedIn) : refuse(attempt, candidate, "changed"));
    }

    private Future<SignedIn> refuse(Attempt attempt, Candidate candidate, String why) {
        return table.fail(attempt, candidate.known(), why)
                .compose(limited ->
                        Future.failedFuture(limited.<Exception>map(Limited::new).orElseGet(InvalidCredentials::new)));
    }
}
