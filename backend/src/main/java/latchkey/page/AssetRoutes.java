package latchkey.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What browsers fetch beside the pages: static files, and the two names that they ask every host for. */
public final class AssetRoutes {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String A_DAY = "public, max-age=86400";

    private static final Pattern GZIP = Pattern.compile("(gzip|\\*)(;q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?");

    private final Assets assets;

    public AssetRoutes(Assets assets) {
        this.assets = assets;
    }

    public void mount(Router router) {
        router.route("/static/*").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::file);
        router.route("/robots.txt")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(AssetRoutes::robots);
        router.route("/favicon.ico")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(AssetRoutes::noIcon);
    }

    private void file(RoutingContext context) {
        assets.at(context.request().path()).ifPresentOrElse(asset -> send(context, asset), () -> context.fail(404));
    }

    private static void send(RoutingContext context, Asset asset) {
        HttpServerResponse response = context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (asset.zipped().isPresent() && takesGzip(context.request())) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            end(context, asset.zipped().get());
        } else {
            end(context, asset.body());
        }
    }

    private static boolean takesGzip(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.ACCEPT_ENCODING).stream()
                .flatMap(header -> Stream.of(header.split(",")))
                .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(coding -> GZIP.matcher(coding).matches());
    }

    /** Nothing in the portal is for search engines. */
    private static void robots(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, A_DAY);
        end(context, Buffer.buffer("User-agent: *\nDisallow: /\n"));
    }

    /** Every page names its own icon; this is for browsers that ask before they have read one. */
    private static void noIcon(RoutingContext context) {
        context.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.CACHE_CONTROL, A_DAY)
                .end()
                .onFailure(context::fail);
    }

    private static void end(RoutingContext context, Buffer body) {
        HttpServerResponse response =
                context.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        boolean head = context.request().method().equals(HttpMethod.HEAD);
        (head ? response.end() : response.end(body)).onFailure(context::fail);
    }
}
