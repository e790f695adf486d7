package latchkey.openid.overview;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.openid.App;
import latchkey.openid.Apps;
import latchkey.region.Region;
import latchkey.region.Regions;
import latchkey.web.Reply;

/** Shows administrators which applications are configured, and when they were last used. */
public final class AppRoutes {

    private final Apps apps;
    private final Regions regions;
    private final LastUseTable uses;

    public AppRoutes(Apps apps, Regions regions, Pool pool) {
        this.apps = apps;
        this.regions = regions;
        this.uses = new LastUseTable(pool);
    }

    public void mount(Operations operations) {
        operations.on("listApps", this::list);
    }

    private Future<Reply> list(SignedInStaff member, ApiRequest request) {
        return uses.read(apps.all().stream().map(App::id).toList())
                .map(last -> Reply.json(new JsonObject()
                        .put(
                                "items",
                                new JsonArray(apps.all().stream()
                                        .map(app -> json(app, last))
                                        .toList()))));
    }

    /** Says whether there is a secret, but not which. */
    private JsonObject json(App app, Map<String, Instant> last) {
        return new JsonObject()
                .put("id", app.id())
                .put("name", app.name())
                .put("isPublic", app.secret().isEmpty())
                .put(
                        "regions",
                        new JsonArray(regions.all().stream()
                                .filter(app::isIn)
                                .map(Region::code)
                                .toList()))
                .put("redirectUrls", new JsonArray(app.redirectUrls()))
                .put("logoutUrls", new JsonArray(app.logoutUrls()))
                .put(
                        "backchannelLogoutUrl",
                        app.backchannelLogoutUrl().map(URI::toString).orElse(null))
                .put(
                        "lastSignInAt",
                        Optional.ofNullable(last.get(app.id()))
                                .map(Instant::toString)
                                .orElse(null));
    }
}
