package latchkey.reset;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import latchkey.address.EmailAddress;
import latchkey.caller.CallerReader;
import latchkey.limit.Limited;
import latchkey.link.Link;
import latchkey.link.OpenLink;
import latchkey.link.Purpose;
import latchkey.page.Page;
import latchkey.page.Pages;
import latchkey.page.PasswordFault;
import latchkey.password.Checked;
import latchkey.password.Password;
import latchkey.password.PasswordRules;
import latchkey.password.pool.Busy;
import latchkey.portal.PortalRegion;
import latchkey.web.Answering;
import latchkey.web.Fields;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** Forgot password: ask for a link, and set a new password by it. */
public final class ResetRoutes {

    private final RequestReset requestReset;
    private final RedeemReset redeemReset;
    private final OpenLink openLink;
    private final PasswordRules rules;
    private final CallerReader callers;
    private final Pages pages;

    public ResetRoutes(
            RequestReset requestReset,
            RedeemReset redeemReset,
            OpenLink openLink,
            PasswordRules rules,
            CallerReader callers,
            Pages pages) {
        this.requestReset = requestReset;
        this.redeemReset = redeemReset;
        this.openLink = openLink;
        this.rules = rules;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        Routes.get(router, "/forgot-password").handler(Answering.now(this::ask));
        router.post("/forgot-password").handler(Answering.with(this::submit));
        Routes.get(router, "/forgot-password/sent").handler(Answering.now(this::sent));
        Routes.get(router, "/reset-password/:token").handler(Answering.with(this::show));
        router.post("/reset-password/:token").handler(Answering.with(this::redeem));
        router.post("/api/v1/forgot-password").handler(Answering.with(this::submitByProgram));
    }

    private Reply ask(RoutingContext context) {
        return page(context, 200, ForgotPasswordPage.empty());
    }

    private Future<Reply> submit(RoutingContext context) {
        String typed = Fields.form(context).text("email");
        return EmailAddress.parse(typed)
                .map(email -> requestReset
                        .request(PortalRegion.of(context), email, callers.of(context))
                        .map(done -> Reply.seeOther("/forgot-password/sent"))
                        .recover(failure -> limited(context, typed, failure)))
                .orElseGet(() -> Future.succeededFuture(page(context, 422, ForgotPasswordPage.malformed(typed))));
    }

    private Reply sent(RoutingContext context) {
        return page(context, 200, new ForgotPasswordSentPage(requestReset.validity()));
    }

    private Future<Reply> show(RoutingContext context) {
        return look(context)
                .map(link -> link.filter(Link::isOpen)
                        .map(open -> page(context, 200, form(open)))
                        .orElseGet(() -> dead(context, link)));
    }

    private Future<Reply> redeem(RoutingContext context) {
        String typed = Fields.form(context).text("password");
        return look(context)
                .compose(link -> link.filter(Link::isOpen)
                        .map(open -> set(context, open, typed))
                        .orElseGet(() -> Future.succeededFuture(dead(context, link))));
    }

    private Future<Reply> submitByProgram(RoutingContext context) {
        return EmailAddress.parse(Fields.json(context).required("email"))
                .map(email -> requestReset.request(PortalRegion.of(context), email, callers.of(context)))
                .orElseGet(Future::succeededFuture)
                .map(done -> Reply.empty(202));
    }

    private Future<Reply> set(RoutingContext context, Link link, String typed) {
        return switch (rules.check(typed, link.personalWords())) {
            case Checked.Refused refused ->
                Future.succeededFuture(page(context, 422, form(link).refused(PasswordFault.of(refused, rules))));
            case Checked.Accepted accepted ->
                redeem(context, link, accepted.password()).recover(failure -> busy(context, link, failure));
        };
    }

    private Future<Reply> redeem(RoutingContext context, Link link, Password password) {
        return redeemReset
                .redeem(link, PortalRegion.of(context), password, callers.of(context))
                .compose(redeemed -> redeemed ? Future.succeededFuture(Reply.seeOther("/login?reset")) : show(context));
    }

    private Future<Optional<Link>> look(RoutingContext context) {
        return openLink.look(
                Purpose.RESET,
                PortalRegion.of(context),
                context.pathParam("token"),
                callers.of(context).network());
    }

    private Reply dead(RoutingContext context, Optional<Link> link) {
        var why = link.map(Link::state).map(ResetRoutes::why).orElse(DeadResetPage.Why.UNKNOWN);
        return page(context, 410, new DeadResetPage(why, link.map(Link::at)));
    }

    private ResetPasswordPage form(Link link) {
        return ResetPasswordPage.empty(link.email(), rules.minimum());
    }

    private Future<Reply> busy(RoutingContext context, Link link, Throwable failure) {
        return failure instanceof Busy busy
                ? Future.succeededFuture(page(context, 503, form(link).busy(busy.retryAfterSeconds()))
                        .header("retry-after", Integer.toString(busy.retryAfterSeconds())))
                : Future.failedFuture(failure);
    }

    private Future<Reply> limited(RoutingContext context, String typed, Throwable failure) {
        if (!(failure instanceof Limited limited)) {
            return Future.failedFuture(failure);
        }
        Duration wait = Duration.ofSeconds(limited.retryAfterSeconds());
        return Future.succeededFuture(page(context, 429, ForgotPasswordPage.limited(typed, wait))
                .header("retry-after", Long.toString(wait.toSeconds())));
    }

    private Reply page(RoutingContext context, int status, Page page) {
        return Reply.page(status, pages.render(PortalRegion.of(context), page));
    }

    private static DeadResetPage.Why why(Link.State state) {
        return switch (state) {
            case OPEN, REVOKED -> DeadResetPage.Why.UNKNOWN;
            case USED -> DeadResetPage.Why.USED;
            case EXPIRED -> DeadResetPage.Why.EXPIRED;
            case REPLACED -> DeadResetPage.Why.REPLACED;
            case PASSWORD -> DeadResetPage.Why.PASSWORD_CHANGED;
            case DISABLED -> DeadResetPage.Why.DISABLED;
            case ADDRESS -> DeadResetPage.Why.ADDRESS_CHANGED;
        };
    }
}
