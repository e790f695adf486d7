package latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import latchkey.config.Settings;
import latchkey.region.Regions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class AssetRoutesTest {

    private final Regions regions = new Regions(Settings.read(Map.of()));
    private final Assets assets = new Assets("Latchkey Homes", regions);
    private final String stylesheet = assets.plainBrand().stylesheet();

    private WebClient client;
    private int port;

    @BeforeEach
    void start(Vertx vertx, VertxTestContext test) {
        client = WebClient.create(vertx, new WebClientOptions().setDecompressionSupported(false));
        Router router = Router.router(vertx);
        new AssetRoutes(assets).mount(router);
        vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .map(HttpServer::actualPort)
                .onComplete(test.succeeding(actual -> {
                    port = actual;
                    test.completeNow();
                }));
    }

    @Test
    void a_file_may_be_kept_for_ever(VertxTestContext test) {
        expect(test, fetch(HttpMethod.GET, stylesheet, "identity"), response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.getHeader("cache-control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(response.getHeader("content-type")).isEqualTo("text/css; charset=utf-8");
            assertThat(response.getHeader("vary")).isEqualToIgnoringCase("accept-encoding");
            assertThat(response.bodyAsString()).startsWith(":root{--accent:").contains("color-scheme");
        });
    }

    @Test
    void a_browser_that_takes_gzip_gets_fewer_bytes_of_the_same(VertxTestContext test) {
        expect(test, fetch(HttpMethod.GET, stylesheet, "br, gzip;q=0.8"), response -> {
            assertThat(response.getHeader("content-encoding")).isEqualTo("gzip");
            assertThat(unzipped(response.body()))
                    .isEqualTo(assets.at(stylesheet).orElseThrow().body().getBytes());
        });
    }

    @Test
    void a_browser_that_refuses_gzip_gets_none(VertxTestContext test) {
        expect(test, fetch(HttpMethod.GET, stylesheet, "gzip;q=0, identity"), response -> {
            assertThat(response.getHeader("content-encoding")).isNull();
            assertThat(response.body())
                    .isEqualTo(assets.at(stylesheet).orElseThrow().body());
        });
    }

    @Test
    void head_tells_the_length_and_sends_nothing(VertxTestContext test) {
        expect(test, fetch(HttpMethod.HEAD, stylesheet, "identity"), response -> {
            int length = assets.at(stylesheet).orElseThrow().body().length();
            assertThat(response.getHeader("content-length")).isEqualTo(Integer.toString(length));
            assertThat(response.body()).isNull();
        });
    }

    @Test
    void a_name_that_was_never_given_out_is_not_found(VertxTestContext test) {
        expect(
                test,
                fetch(HttpMethod.GET, "/static/portal-000000000000.css", "identity"),
                response -> assertThat(response.statusCode()).isEqualTo(404));
    }

    @Test
    void nothing_outside_the_known_files_is_served(VertxTestContext test) {
        expect(
                test,
                fetch(HttpMethod.GET, "/static/..%2fmessages/portal.properties", "identity"),
                response -> assertThat(response.statusCode()).isEqualTo(404));
    }

    @Test
    void search_engines_are_told_to_stay_away(VertxTestContext test) {
        expect(
                test,
                fetch(HttpMethod.GET, "/robots.txt", "identity"),
                response -> assertThat(response.bodyAsString()).isEqualTo("User-agent: *\nDisallow: /\n"));
    }

    @Test
    void the_icon_that_browsers_guess_costs_no_bytes(VertxTestContext test) {
        expect(
                test,
                fetch(HttpMethod.GET, "/favicon.ico", "identity"),
                response -> assertThat(response.statusCode()).isEqualTo(204));
    }

    private Future<HttpResponse<Buffer>> fetch(HttpMethod method, String path, String encodings) {
        return client.request(method, port, "localhost", path)
                .putHeader("accept-encoding", encodings)
                .send();
    }

    private static void expect(
            VertxTestContext test, Future<HttpResponse<Buffer>> answer, Consumer<HttpResponse<Buffer>> check) {
        answer.onComplete(test.succeeding(response -> test.verify(() -> {
            check.accept(response);
            test.completeNow();
        })));
    }

    private static byte[] unzipped(Buffer body) {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
