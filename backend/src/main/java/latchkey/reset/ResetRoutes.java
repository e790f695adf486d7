package latchkey.reset;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import latchkey.address.EmailAddress;
import latchkey.address.TypedAddress;
import latchkey.caller.CallerReader;
import latchkey.link.Link;
import latchkey.link.LinkPages;
import latchkey.link.OpenLink;
import latchkey.link.Purpose;
import latchkey.page.AddressRefusal;
import latchkey.page.Pages;
import latchkey.password.Password;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.session.Gate;
import latchkey.web.Answering;
import latchkey.web.Fields;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** Forgot password: ask for a link, and set a new password with it. */
public final class ResetRoutes {

    private final RequestReset requestReset;
    private final RedeemReset redeemReset;
    private final OpenLink openLink;
    private final LinkPages linkPages;
    private final Gate gate;
    private final CallerReader callers;
    private final Pages pages;

    public ResetRoutes(
            RequestReset requestReset,
            RedeemReset redeemReset,
            OpenLink openLink,
            LinkPages linkPages,
            Gate gate,
            CallerReader callers,
            Pages pages) {
        this.requestReset = requestReset;
        this.redeemReset = redeemReset;
        this.openLink = openLink;
        this.linkPages = linkPages;
        this.gate = gate;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        Routes.get(router, "/forgot-password").handler(Answering.now(this::ask));
        router.post("/forgot-password").handler(Answering.with(this::submit));
        Routes.get(router, "/forgot-password/sent").handler(Answering.now(this::sent));
        linkPages.mount(router, "/reset-password/:token", this::redeem);
        router.post("/reset-password/:token/renew").handler(Answering.with(this::renew));
        router.post("/api/v1/forgot-password").handler(Answering.with(this::submitByProgram));
    }

    private Reply ask(RoutingContext context) {
        return pages.reply(context, 200, new ForgotPasswordPage(""));
    }

    private Future<Reply> submit(RoutingContext context) {
        String typed = Fields.form(context).text("email");
        var page = new ForgotPasswordPage(typed);
        return switch (TypedAddress.of(typed)) {
            case TypedAddress.Accepted accepted ->
                requestReset
                        .request(PortalRegion.of(context), accepted.email(), callers.of(context))
                        .map(done -> Reply.seeOther("/forgot-password/sent"))
                        .recover(failure -> pages.refused(context, page, failure, "forgot.limited"));
            case TypedAddress.Refused refused ->
                Future.succeededFuture(pages.faulty(context, 422, page, AddressRefusal.at(refused.fault())));
        };
    }

    private Reply sent(RoutingContext context) {
        return pages.reply(context, 200, new ForgotPasswordSentPage(requestReset.validity()));
    }

    private Future<Optional<Reply>> redeem(RoutingContext context, Link link, Password password) {
        return redeemReset
                .redeem(link, PortalRegion.of(context), password, callers.of(context))
                .compose(redeemed ->
                        redeemed ? toLogin(context).map(Optional::of) : Future.succeededFuture(Optional.empty()));
    }

    /** The client's own sessions have ended, so a signed-in client here is another one and must be asked to sign in. */
    private Future<Reply> toLogin(RoutingContext context) {
        return gate.browserClient(context)
                .map(Optional::isPresent)
                // The password is saved even if this check fails.
                .otherwise(true)
                .map(again -> Reply.seeOther(again ? "/login?reset&again" : "/login?reset"));
    }

    private Future<Reply> renew(RoutingContext context) {
        Region region = PortalRegion.of(context);
        return openLink.renewal(Purpose.RESET, region, context.pathParam("token"))
                .compose(email -> email.map(known -> requestReset.request(region, known, callers.of(context)))
                        .orElseGet(Future::succeededFuture))
                .map(done -> Reply.seeOther("/forgot-password/sent"));
    }

    private Future<Reply> submitByProgram(RoutingContext context) {
        return EmailAddress.parse(Fields.json(context).required("email"))
                .map(email -> requestReset.request(PortalRegion.of(context), email, callers.of(context)))
                .orElseGet(Future::succeededFuture)
                .map(done -> Reply.empty(202));
    }
}
