package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import latchkey.caller.CallerReader;
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
import latchkey.session.SignInCookies;
import latchkey.session.SignedIn;
import latchkey.web.Answering;
import latchkey.web.Fields;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** The pages behind the link of an invitation. */
public final class InvitationRoutes {

    private final RedeemInvitation redeemInvitation;
    private final OpenLink openLink;
    private final PasswordRules rules;
    private final SignInCookies cookies;
    private final CallerReader callers;
    private final Pages pages;

    public InvitationRoutes(
            RedeemInvitation redeemInvitation,
            OpenLink openLink,
            PasswordRules rules,
            SignInCookies cookies,
            CallerReader callers,
            Pages pages) {
        this.redeemInvitation = redeemInvitation;
        this.openLink = openLink;
        this.rules = rules;
        this.cookies = cookies;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        Routes.get(router, "/invitation/:token").handler(Answering.with(this::show));
        router.post("/invitation/:token").handler(Answering.with(this::redeem));
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
                        .map(open -> accept(context, open, typed))
                        .orElseGet(() -> Future.succeededFuture(dead(context, link))));
    }

    private Future<Reply> accept(RoutingContext context, Link link, String typed) {
        return switch (rules.check(typed, link.personalWords())) {
            case Checked.Refused refused ->
                Future.succeededFuture(page(context, 422, form(link).refused(PasswordFault.of(refused, rules))));
            case Checked.Accepted accepted ->
                accept(context, link, accepted.password()).recover(failure -> busy(context, link, failure));
        };
    }

    private Future<Reply> accept(RoutingContext context, Link link, Password password) {
        return redeemInvitation
                .redeem(link, PortalRegion.of(context), password, callers.of(context))
                .compose(signedIn ->
                        signedIn.map(session -> welcome(context, session)).orElseGet(() -> taken(context)));
    }

    private Future<Reply> welcome(RoutingContext context, SignedIn signedIn) {
        return Future.succeededFuture(cookies.on(Reply.seeOther("/account"), PortalRegion.of(context), signedIn));
    }

    /** Somebody was quicker, with this link or with another of the same address: the page says how to go on. */
    private Future<Reply> taken(RoutingContext context) {
        return look(context)
                .map(link -> link.filter(Link::isOpen).isPresent()
                        ? page(context, 410, new DeadInvitationPage(DeadInvitationPage.Why.USED, Optional.empty()))
                        : dead(context, link));
    }

    private Future<Optional<Link>> look(RoutingContext context) {
        return openLink.look(
                Purpose.INVITATION,
                PortalRegion.of(context),
                context.pathParam("token"),
                callers.of(context).network());
    }

    private Reply dead(RoutingContext context, Optional<Link> link) {
        var why = link.map(Link::state).map(InvitationRoutes::why).orElse(DeadInvitationPage.Why.UNKNOWN);
        return page(context, 410, new DeadInvitationPage(why, link.map(Link::at)));
    }

    private InvitationPage form(Link link) {
        return InvitationPage.empty(link.givenName(), link.email(), rules.minimum());
    }

    private Future<Reply> busy(RoutingContext context, Link link, Throwable failure) {
        return failure instanceof Busy busy
                ? Future.succeededFuture(page(context, 503, form(link).busy(busy.retryAfterSeconds()))
                        .header("retry-after", Integer.toString(busy.retryAfterSeconds())))
                : Future.failedFuture(failure);
    }

    private Reply page(RoutingContext context, int status, Page page) {
        return Reply.page(status, pages.render(PortalRegion.of(context), page));
    }

    private static DeadInvitationPage.Why why(Link.State state) {
        return switch (state) {
            case OPEN -> DeadInvitationPage.Why.UNKNOWN;
            case USED, PASSWORD, DISABLED -> DeadInvitationPage.Why.USED;
            case EXPIRED -> DeadInvitationPage.Why.EXPIRED;
            case REPLACED -> DeadInvitationPage.Why.REPLACED;
            case REVOKED -> DeadInvitationPage.Why.REVOKED;
            case ADDRESS -> DeadInvitationPage.Why.ADDRESS_CHANGED;
        };
    }
}
