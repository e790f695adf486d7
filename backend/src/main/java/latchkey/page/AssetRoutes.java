package latchkey.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import latchkey.web.Answering;
import latchkey.web.Reply;
import latchkey.web.Routes;

/** What browsers fetch besides the pages: static files, and two names that they request from every host. */
public final class AssetRoutes {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String A_DAY = "public, max-age=86400";

    private static final String ROBOTS = "User-agent: *\nDisallow: /\n";

    private static final Pattern GZIP = Pattern.compile("(gzip|\\*)(;q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?");

    private final Assets assets;

    public AssetRoutes(Assets assets) {
        this.assets = assets;
    }

    public void mount(Router router) {
        Routes.get(router, "/static/*").handler(this::file);
        // Nothing in the portal is for search engines.
        Routes.get(router, "/robots.txt")
                .handler(Answering.now(context ->
                        Reply.text(200, "text/plain; charset=utf-8", ROBOTS).header("cache-control", A_DAY)));
        // Every page names its own icon; this is for browsers that ask before they have read one.
        Routes.get(router, "/favicon.ico")
                .handler(Answering.now(context -> Reply.empty(204).header("cache-control", A_DAY)));
    }

    private void file(RoutingContext context) {
        assets.at(context.request().path())
                .map(asset -> reply(context.request(), asset))
                .ifPresentOrElse(reply -> reply.send(context), () -> context.fail(404));
    }

    private static Reply reply(HttpServerRequest request, Asset asset) {
        var plain = new Reply(
                200,
                Map.of("content-type", asset.type(), "cache-control", FOR_EVER, "vary", "accept-encoding"),
                List.of(),
                asset.body());
        return asset.zipped()
                .filter(zipped -> takesGzip(request))
                .map(zipped -> new Reply(200, plain.headers(), List.of(), zipped).header("content-encoding", "gzip"))
                .orElse(plain);
    }

    private static boolean takesGzip(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding -> GZIP.matcher(coding).matches());
    }
}
