package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import latchkey.caller.CallerReader;
import latchkey.link.Link;
import latchkey.link.LinkPages;
import latchkey.page.Pages;
import latchkey.password.Password;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.session.SignInCookies;
import latchkey.session.SignedIn;
import latchkey.web.Answering;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** The pages behind the link of an invitation: they make the account and sign the client in. */
public final class InvitationRoutes {

    private final RedeemInvitation redeemInvitation;
    private final RenewInvitation renewInvitation;
    private final LinkPages linkPages;
    private final SignInCookies cookies;
    private final CallerReader callers;
    private final Pages pages;

    public InvitationRoutes(
            RedeemInvitation redeemInvitation,
            RenewInvitation renewInvitation,
            LinkPages linkPages,
            SignInCookies cookies,
            CallerReader callers,
            Pages pages) {
        this.redeemInvitation = redeemInvitation;
        this.renewInvitation = renewInvitation;
        this.linkPages = linkPages;
        this.cookies = cookies;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        Routes.get(router, "/invitation/sent").handler(Answering.now(this::sent));
        linkPages.mount(router, "/invitation/:token", this::redeem);
        router.post("/invitation/:token/renew").handler(Answering.with(this::renew));
    }

    private Future<Optional<Reply>> redeem(RoutingContext context, Link link, Password password) {
        return redeemInvitation
                .redeem(link, PortalRegion.of(context), password, callers.of(context))
                .map(redeemed -> redeemed.map(signedIn -> welcome(context, signedIn)));
    }

    private Reply welcome(RoutingContext context, SignedIn signedIn) {
        Region region = PortalRegion.of(context);
        return cookies.on(Reply.seeOther(region.home()), region, signedIn);
    }

    private Future<Reply> renew(RoutingContext context) {
        return renewInvitation
                .renew(PortalRegion.of(context), context.pathParam("token"), callers.of(context))
                .map(done -> Reply.seeOther("/invitation/sent"));
    }

    private Reply sent(RoutingContext context) {
        return pages.reply(context, 200, new InvitationSentPage());
    }
}
