package latchkey.login;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.address.TypedAddress;
import latchkey.caller.CallerReader;
import latchkey.page.AddressRefusal;
import latchkey.page.Banner;
import latchkey.page.Fault;
import latchkey.page.Pages;
import latchkey.region.LocalPath;
import latchkey.region.PortalRegion;
import latchkey.session.Gate;
import latchkey.session.SessionEnd;
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
        Routes.get(router, "/login").handler(Answering.with(this::show));
        router.post("/login").handler(Answering.with(this::submit));
        router.post("/logout").handler(Answering.with(this::signOut));
    }

    /** Redirects signed-in clients, unless an application wants the password once more. */
    private Future<Reply> show(RoutingContext context) {
        var query = context.queryParams();
        String hint = Objects.requireNonNullElse(query.get("login_hint"), "");
        var page = new LoginPage(hint, LocalPath.of(Objects.requireNonNullElse(query.get("next"), "")));
        if (query.contains("again")) {
            return Future.succeededFuture(pages.reply(context, page, notice(context)));
        }
        return gate.browserClient(context)
                .map(client -> client.isPresent()
                        ? Reply.seeOther(wayOn(context, page))
                        : pages.reply(context, page, notice(context)));
    }

    private Future<Reply> submit(RoutingContext context) {
        Fields form = Fields.form(context);
        var page = new LoginPage(form.text("email"), LocalPath.of(form.text("next")));
        Fault[] missing = missing(form);
        if (missing.length > 0) {
            return faulty(context, 422, page, missing);
        }
        return signIn.browser(PortalRegion.of(context), form.text("email"), form.text("password"), callers.of(context))
                .map(signedIn -> welcome(context, signedIn, page))
                .recover(failure -> refused(context, page, failure));
    }

    /** A second press gets the same answer, although the client has already signed out. */
    private Future<Reply> signOut(RoutingContext context) {
        return gate.browserClient(context)
                .compose(client -> client.map(one -> sessions.end(one.session(), one.account(), true))
                        .orElseGet(Future::succeededFuture))
                .map(ended -> Reply.seeOther("/login?signed-out").cookie(Cookies.SESSION.expired()));
    }

    private Reply welcome(RoutingContext context, SignedIn signedIn, LoginPage page) {
        return cookies.on(Reply.seeOther(wayOn(context, page)), PortalRegion.of(context), signedIn);
    }

    private static String wayOn(RoutingContext context, LoginPage page) {
        return page.next()
                .map(LocalPath::value)
                .orElseGet(() -> PortalRegion.of(context).home());
    }

    /** Every wrong pair gets the same answer, so that nobody learns who is a client. */
    private Future<Reply> refused(RoutingContext context, LoginPage page, Throwable failure) {
        return switch (failure) {
            case InvalidCredentials wrong -> faulty(context, 401, page, wrongPair(page.email()));
            case AccessOff off ->
                Future.succeededFuture(pages.warned(context, 403, page, Banner.warning("login.access-off")));
            default -> pages.refused(context, page, failure, "login.limited", "login.busy");
        };
    }

    /** A malformed address may be reported as such: that reveals nothing about clients. */
    private static Fault wrongPair(String typed) {
        return TypedAddress.of(typed)
                .refusal()
                .map(AddressRefusal::at)
                .orElseGet(() -> Fault.at("password", "login.wrong-pair"));
    }

    private Future<Reply> faulty(RoutingContext context, int status, LoginPage page, Fault... faults) {
        return Future.succeededFuture(pages.faulty(context, status, page, faults));
    }

    private static Fault[] missing(Fields form) {
        return Stream.of(
                        Optional.of(Fault.at("email", "email.missing"))
                                .filter(fault -> form.text("email").isBlank()),
                        Optional.of(Fault.at("password", "login.password-missing"))
                                .filter(fault -> form.text("password").isEmpty()))
                .flatMap(Optional::stream)
                .toArray(Fault[]::new);
    }

    /** What happened before the form was shown. */
    private static Optional<Banner> notice(RoutingContext context) {
        var query = context.queryParams();
        if (query.contains("reset")) {
            return Optional.of(Banner.success("login.password-changed"));
        }
        if (query.contains("address")) {
            return Optional.of(Banner.success("login.address-confirmed"));
        }
        if (query.contains("signed-out")) {
            return Optional.of(Banner.success("login.signed-out"));
        }
        return Optional.ofNullable(query.get("ended"))
                .flatMap(SessionEnd::of)
                .map(end -> Banner.note(end.key()))
                .or(() -> query.contains("next") ? Optional.of(Banner.note("login.sign-in-first")) : Optional.empty());
    }
}
