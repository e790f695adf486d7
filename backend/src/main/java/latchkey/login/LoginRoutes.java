package latchkey.login;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import latchkey.caller.CallerReader;
import latchkey.limit.Limited;
import latchkey.login.LoginPage.Notice;
import latchkey.page.Pages;
import latchkey.password.pool.Busy;
import latchkey.portal.PortalRegion;
import latchkey.session.Client;
import latchkey.session.Gate;
import latchkey.session.SessionTable;
import latchkey.session.SignInCookies;
import latchkey.session.SignedIn;
import latchkey.web.Answering;
import latchkey.web.Cookies;
import latchkey.web.Fields;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** The pages that sign a client in and out. */
public final class LoginRoutes {

    /** Only a path of this portal: no host, no query, nothing that a browser would read as one. */
    private static final Pattern NEXT = Pattern.compile("/account[a-z/-]{0,60}");

    private final SignIn signIn;
    private final SessionTable sessions;
    private final SignInCookies cookies;
    private final Gate gate;
    private final CallerReader callers;
    private final Pages pages;

    public LoginRoutes(
            SignIn signIn, SessionTable sessions, SignInCookies cookies, Gate gate, CallerReader callers, Pages pages) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookies = cookies;
        this.gate = gate;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        Routes.get(router, "/login").handler(Answering.now(this::show));
        router.post("/login").handler(Answering.with(this::submit));
        router.post("/logout").handler(gate.browser(this::signOut));
    }

    private Reply show(RoutingContext context) {
        LoginPage empty = LoginPage.empty(next(context.request().getParam("next", "")));
        return Reply.page(pages.render(
                PortalRegion.of(context), notice(context).map(empty::with).orElse(empty)));
    }

    private Future<Reply> submit(RoutingContext context) {
        Fields form = Fields.form(context);
        var page = LoginPage.typed(form.text("email"), next(form.text("next")));
        if (form.text("email").isBlank()) {
            return shown(context, 422, page.with(LoginPage.Problem.EMAIL_MISSING));
        }
        if (form.text("password").isEmpty()) {
            return shown(context, 422, page.with(LoginPage.Problem.PASSWORD_MISSING));
        }
        return signIn.browser(PortalRegion.of(context), form.text("email"), form.text("password"), callers.of(context))
                .map(signedIn -> welcome(context, signedIn, page))
                .recover(failure -> refused(context, page, failure));
    }

    private Future<Reply> signOut(RoutingContext context, Client client) {
        return sessions.end(client.session(), client.account(), true)
                .map(ended -> Reply.seeOther("/login?signed-out").cookie(Cookies.SESSION.gone()));
    }

    private Reply welcome(RoutingContext context, SignedIn signedIn, LoginPage page) {
        return cookies.on(Reply.seeOther(page.next().orElse("/account")), PortalRegion.of(context), signedIn);
    }

    private Future<Reply> refused(RoutingContext context, LoginPage page, Throwable failure) {
        return switch (failure) {
            case InvalidCredentials wrong -> shown(context, 401, page.with(LoginPage.Problem.WRONG_PAIR));
            case Limited limited -> {
                long seconds = limited.retryAfterSeconds();
                yield shown(context, 429, page.limited(Duration.ofSeconds(seconds)))
                        .map(reply -> reply.header("retry-after", Long.toString(seconds)));
            }
            case Busy busy ->
                shown(context, 503, page.busy(busy.retryAfterSeconds()))
                        .map(reply -> reply.header("retry-after", Integer.toString(busy.retryAfterSeconds())));
            default -> Future.failedFuture(failure);
        };
    }

    private Future<Reply> shown(RoutingContext context, int status, LoginPage page) {
        return Future.succeededFuture(Reply.page(status, pages.render(PortalRegion.of(context), page)));
    }

    private static Optional<String> next(String path) {
        return NEXT.matcher(path).matches() ? Optional.of(path) : Optional.empty();
    }

    private static Optional<Notice> notice(RoutingContext context) {
        var query = context.queryParams();
        if (query.contains("reset")) {
            return Optional.of(Notice.PASSWORD_CHANGED);
        }
        if (query.contains("signed-out")) {
            return Optional.of(Notice.SIGNED_OUT);
        }
        return query.contains("ended") ? Optional.of(Notice.SESSION_ENDED) : Optional.empty();
    }
}
