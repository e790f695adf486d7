package latchkey.change;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import latchkey.caller.CallerReader;
import latchkey.link.Link;
import latchkey.link.LinkPages;
import latchkey.page.Pages;
import latchkey.portal.FailurePage;
import latchkey.portal.PortalFailures;
import latchkey.region.PortalRegion;
import latchkey.session.Gate;
import latchkey.web.Answering;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** The pages behind the link by which a client confirms a new address. */
public final class ConfirmRoutes {

    private static final String PATH = "/confirm-address/:token";

    private final ConfirmTable table;
    private final LinkPages linkPages;
    private final Gate gate;
    private final CallerReader callers;
    private final Pages pages;

    public ConfirmRoutes(Pool pool, LinkPages linkPages, Gate gate, CallerReader callers, Pages pages) {
        this.table = new ConfirmTable(pool);
        this.linkPages = linkPages;
        this.gate = gate;
        this.callers = callers;
        this.pages = pages;
    }

    public void mount(Router router) {
        Routes.get(router, PATH).handler(Answering.with(this::show));
        router.post(PATH).handler(Answering.with(this::confirm));
    }

    private Future<Reply> show(RoutingContext context) {
        return linkPages.open(
                context,
                link -> Future.succeededFuture(pages.reply(context, 200, new ConfirmAddressPage(link.email()))));
    }

    private Future<Reply> confirm(RoutingContext context) {
        return linkPages.open(context, link -> confirm(context, link));
    }

    private Future<Reply> confirm(RoutingContext context, Link link) {
        PortalFailures.saving(context, FailurePage.Kind.ADDRESS_UNSURE);
        return table.confirm(
                        link.id(),
                        link.email(),
                        PortalRegion.of(context),
                        callers.of(context).network())
                .compose(confirmed -> confirmed ? confirmed(context, link) : linkPages.lost(context));
    }

    /**
     * The client's own sessions have ended, so a signed-in client here is another one, and would not be sent to the
     * login.
     */
    private Future<Reply> confirmed(RoutingContext context, Link link) {
        return gate.browserClient(context)
                .map(other -> other.isPresent()
                        ? pages.reply(context, 200, new AddressConfirmedPage(link.email()))
                        : Reply.seeOther("/login?address"))
                // The address is confirmed even if this check fails.
                .otherwise(Reply.seeOther("/login?address&again"));
    }
}
