package latchkey.login;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import latchkey.caller.CallerReader;
import latchkey.page.Pages;
import latchkey.password.hash.PasswordHasher;
import latchkey.password.pool.Busy;
import latchkey.password.pool.Priority;
import latchkey.web.Answering;

/**
 * Refuses a sign-in whose password can't be hashed in time before its body is read and the database is asked: in a
 * login storm most are refused, and a refusal must cost next to nothing. Runs before the body handler. See
 * docs/decisions/011-a-login-storm.md.
 */
public final class SignInAdmission {

    private final PasswordHasher hasher;
    private final CallerReader callers;
    private final Pages pages;

    public SignInAdmission(PasswordHasher hasher, CallerReader callers, Pages pages) {
        this.hasher = hasher;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        var empty = new LoginPage("", Optional.empty());
        router.post("/login")
                .handler(context -> refusal(context)
                        .ifPresentOrElse(
                                busy -> Answering.with(refused -> pages.refused(context, empty, busy, "login.busy"))
                                        .handle(context),
                                context::next));
        router.post("/api/v1/session")
                .handler(context -> refusal(context).ifPresentOrElse(context::fail, context::next));
    }

    /** Until the account is read, any genuine device cookie counts as a known device. */
    private Optional<Busy> refusal(RoutingContext context) {
        boolean knownDevice = callers.of(context).device().isPresent();
        return hasher.refusal(knownDevice ? Priority.KNOWN_DEVICE : Priority.STRANGER);
    }
}
