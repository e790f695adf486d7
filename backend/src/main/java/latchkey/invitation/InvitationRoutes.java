package latchkey.invitation;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import latchkey.caller.CallerReader;
import latchkey.link.Link;
import latchkey.link.LinkPages;
import latchkey.password.Password;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.session.SignInCookies;
import latchkey.web.Reply;

/** The pages behind the link of an invitation: they make the account and sign the client in. */
public final class InvitationRoutes {

    private final RedeemInvitation redeemInvitation;
    private final LinkPages linkPages;
    private final SignInCookies cookies;
    private final CallerReader callers;

    public InvitationRoutes(
            RedeemInvitation redeemInvitation, LinkPages linkPages, SignInCookies cookies, CallerReader callers) {
        this.redeemInvitation = redeemInvitation;
        this.linkPages = linkPages;
        this.cookies = cookies;
        this.callers = callers;
    }

    public void mount(Router router) {
        linkPages.mount(router, "/invitation/:token", this::redeem);
    }

    private Future<Optional<Reply>> redeem(RoutingContext context, Link link, Password password) {
        Region region = PortalRegion.of(context);
        return redeemInvitation
                .redeem(link, region, password, callers.of(context))
                .map(redeemed -> redeemed.map(signedIn -> cookies.on(Reply.seeOther("/account"), region, signedIn)));
    }
}
