package latchkey.front;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;
import latchkey.page.Pages;
import latchkey.region.PortalRegion;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.session.Gate;
import latchkey.web.Answering;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** A region's front page, and the list of regions for any other host. Neither varies: rendered once. */
public final class FrontRoutes {

    private final Map<String, Buffer> fronts = new TreeMap<>();
    private final Buffer regions;
    private final Gate gate;

    public FrontRoutes(Pages pages, Regions regions, Gate gate) {
        this.gate = gate;
        for (Region region : regions.all()) {
            fronts.put(region.code(), pages.render(region, FrontPage.of(region, regions)));
        }
        this.regions = pages.render(RegionsPage.of(regions));
    }

    public void mount(Router router) {
        Routes.get(router, "/").handler(Answering.with(this::front));
    }

    /** The answer of any other host, for every path. */
    public void elsewhere(RoutingContext context) {
        int status = "/".equals(context.request().path()) ? 200 : 404;
        Answering.now(ignored -> Reply.page(status, regions)).handle(context);
    }

    /** Redirects clients who are signed in. */
    private Future<Reply> front(RoutingContext context) {
        Region region = PortalRegion.of(context);
        return gate.browserClient(context)
                .map(client -> client.isPresent()
                        ? Reply.seeOther(region.home().equals("/") ? Region.ACCOUNT : region.home())
                        : Reply.page(fronts.getOrDefault(region.code(), regions)));
    }
}
