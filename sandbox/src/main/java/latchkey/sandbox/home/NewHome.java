package latchkey.sandbox.home;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import latchkey.config.Settings;
import latchkey.web.Failures;
import latchkey.web.Routes;
import latchkey.web.server.Listener;

/**
 * A page for signed-in clients of each region, at the region's host and a port of its own. It has no sign-in: like a
 * proxy in front of a builder's portal, it asks Latchkey's {@code /session/check} about each request.
 */
public final class NewHome implements AutoCloseable {

    /** The headers that a proxy passes on with its check. */
    private static final List<String> ASKED_WITH = List.of("cookie", "accept", "sec-fetch-mode", "sec-fetch-dest");

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Settings settings;
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final HttpClient client = vertx.createHttpClient();
    private final Map<String, URI> portals = new HashMap<>();
    private final Buffer stylesheet = vertx.fileSystem().readFileBlocking("home/home.css");

    private NewHome(Settings settings) {
        this.settings = settings;
        for (String region : settings.regions()) {
            URI portal = settings.uri("regions." + region + ".url", "http", "https");
            portals.put(portal.getHost(), portal);
        }
    }

    /** Blocks until it listens. */
    public static NewHome start(Settings settings) {
        var home = new NewHome(settings);
        var web = new Listener(
                "sandbox.home-port",
                own -> Future.succeededFuture(home.router()),
                Listener.options(settings.text("bind"), settings.port("sandbox.home-port"), Listener.LONGEST_SILENCE),
                Optional.empty(),
                () -> false,
                port -> {});
        var _ = home.vertx.deployVerticle(web).await();
        return home;
    }

    /** The settings that make clients of this machine's regions land here, unless they land elsewhere already. */
    public static Map<String, String> landing(Settings settings) {
        var homes = new HashMap<String, String>();
        for (String region : settings.regions()) {
            String host =
                    settings.uri("regions." + region + ".url", "http", "https").getHost();
            boolean here = host.equals("localhost") || host.endsWith(".localhost");
            if (here && !settings.has("regions." + region + ".home")) {
                homes.put(
                        "regions." + region + ".home",
                        "http://" + host + ":" + settings.port("sandbox.home-port") + "/");
            }
        }
        return homes;
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private Router router() {
        Router router = Routes.router(vertx, Failures::answer);
        router.route().handler(context -> answer(context.request()));
        return router;
    }

    private void answer(HttpServerRequest request) {
        request.response().putHeader("content-security-policy", POLICY).putHeader("cache-control", "no-store");
        Optional<URI> portal = Optional.ofNullable(request.authority())
                .map(authority -> portals.get(authority.host().toLowerCase(Locale.ROOT)));
        if (portal.isEmpty()) {
            end(request.response().setStatusCode(421), "No region has this host.");
        } else if (request.path().equals("/home.css")) {
            end(request.response().putHeader("content-type", "text/css; charset=utf-8"), stylesheet.toString());
        } else {
            ask(request, portal.get())
                    .onSuccess(answer -> answer(request, portal.get(), answer))
                    .onFailure(failure -> end(request.response().setStatusCode(503), "Latchkey can't be asked."));
        }
    }

    private Future<HttpClientResponse> ask(HttpServerRequest request, URI portal) {
        return client.request(
                        HttpMethod.GET, settings.port("portal.port"), settings.text("bind"), "/session/check?redirect")
                .map(check -> asked(check, request, portal))
                .compose(HttpClientRequest::send);
    }

    private static HttpClientRequest asked(HttpClientRequest check, HttpServerRequest request, URI portal) {
        check.putHeader("host", portal.getAuthority());
        ASKED_WITH.forEach(
                name -> Optional.ofNullable(request.getHeader(name)).ifPresent(value -> check.putHeader(name, value)));
        return check;
    }

    /** The login page is at another port, so its address is absolute. */
    private static void answer(HttpServerRequest request, URI portal, HttpClientResponse check) {
        HttpServerResponse response = request.response();
        Optional.ofNullable(check.getHeader("location")).ifPresent(way -> response.putHeader("location", portal + way));
        if (check.statusCode() != 200) {
            end(response.setStatusCode(check.statusCode()), "");
            return;
        }
        HomePage.of(check.headers(), portal)
                .at(request.path())
                .ifPresentOrElse(
                        page -> end(response.putHeader("content-type", "text/html; charset=utf-8"), page.html()),
                        () -> end(response.setStatusCode(404), "There is no such page."));
    }

    private static void end(HttpServerResponse response, String body) {
        var _ = response.end(body);
    }
}
