package latchkey.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;
import latchkey.address.EmailAddress;
import latchkey.caller.Caller;
import latchkey.key.Ids;
import latchkey.limit.Counters;
import latchkey.limit.Limited;
import latchkey.limit.Limits;
import latchkey.password.Password;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.hash.PasswordMatch;
import latchkey.password.pool.Priority;
import latchkey.session.SessionToken;
import latchkey.staff.StaffSignInTable.Candidate;
import latchkey.web.Problem;

/**
 * Signs a staff member in: read and count, hash, record. An unknown address, an ended member and one without a password
 * cost the same and end the same as a wrong password. The future fails with a {@link Problem}, with {@link Limited} or
 * with {@link latchkey.password.pool.Busy}.
 */
public final class SignInStaff {

    private final StaffSignInTable table;
    private final PasswordHasher hasher;
    private final Limits limits;

    public SignInStaff(Pool pool, PasswordHasher hasher, Limits limits, Duration maximum) {
        this.table = new StaffSignInTable(pool, maximum);
        this.hasher = hasher;
        this.limits = limits;
    }

    Future<StaffSession> signIn(String typed, String password, Caller caller) {
        String email = EmailAddress.parse(typed).map(EmailAddress::value).orElse(typed);
        Optional<Password> given = Password.typed(password);
        return table.begin(email, counters(email, caller))
                .map(SignInStaff::withinLimits)
                .compose(candidate -> verify(candidate, given, caller)
                        .compose(match -> match.isRight()
                                ? open(candidate, email, caller)
                                        .onSuccess(session -> hasher.renew(
                                                match, given, renewed -> table.replaceHash(candidate, renewed)))
                                : refuse(email, caller)));
    }

    /** What a proof of identity from this network clears. */
    static String[] cleared(String email, String network) {
        return new String[] {Counters.key("sign-in-staff", email), Counters.key("sign-in-staff", email, network)};
    }

    private Counters counters(String email, Caller caller) {
        return new Counters()
                .add(limits.signInByAccountAndNetwork(), "sign-in-staff", email, caller.network())
                .add(limits.signInByAccount(), "sign-in-staff", email)
                .add(limits.signInByNetwork(), "sign-in-network", caller.network());
    }

    private static Candidate withinLimits(Candidate candidate) {
        candidate.limitedUntil().ifPresent(until -> {
            throw new Limited(until);
        });
        return candidate;
    }

    private Future<PasswordMatch> verify(Candidate candidate, Optional<Password> password, Caller caller) {
        return password.map(typed -> hasher.verify(typed, candidate.phc(), Priority.KNOWN_DEVICE, caller.present()))
                .orElseGet(() -> Future.succeededFuture(PasswordMatch.WRONG));
    }

    private Future<StaffSession> open(Candidate candidate, String email, Caller caller) {
        var session = new StaffSession(candidate.id().orElseThrow(), new SessionToken(Ids.secret(), 0));
        return table.succeed(candidate, session, caller, cleared(email, caller.network()))
                .compose(opened -> opened ? Future.succeededFuture(session) : refuse(email, caller));
    }

    private Future<StaffSession> refuse(String email, Caller caller) {
        return table.fail(email, caller).compose(recorded -> Future.failedFuture(Problem.of(401, "wrong-credentials")));
    }
}
