package latchkey.web.trace;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.testing.BackendProcess;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import latchkey.web.trace.Collector.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenTelemetry's variables ask for, in a backend of its own: they are read from the environment. */
class TracingTest {

    private static final String URL = "http://au.localhost";

    @Test
    void a_request_its_statements_and_its_mail_are_sent_and_nothing_that_anybody_typed() throws InterruptedException {
        try (World world = World.start();
                var collector = new Collector();
                var backend = new BackendProcess(
                        world,
                        URL,
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(), "OTEL_BSP_SCHEDULE_DELAY", "100"))) {
            world.account("au", "traced@example.test");
            new StaffMembers(world).admin("admin@latchkey.test");
            // Its postman would take the mail as readily as the one whose spans are looked at.
            World.await(world.backend().stop());
            var portal = new Browser(world.vertx(), backend.portalPort(), "au.localhost");
            var asked = portal.post("/api/v1/forgot-password", new JsonObject().put("email", "traced@example.test"));
            assertThat(asked.status()).isEqualTo(202);
            var _ = portal.get("/reset-password/a-token-that-nobody-may-read?query=unread");
            var staff = new Browser(world.vertx(), backend.staffPort(), "localhost");
            var signedIn = staff.post(
                    "/api/v1/session",
                    new JsonObject().put("email", "admin@latchkey.test").put("password", World.PASSWORD));
            String token = signedIn.json().getString("accessToken");
            var _ = staff.with("authorization", "Bearer " + token).get("/api/v1/contacts?search=traced");

            String mail = eventually(
                            () -> world.sql("select id from mail where kind = 'reset'").stream()
                                    .map(row -> row.getUUID(0).toString().replace("-", ""))
                                    .findFirst(),
                            id -> assertThat(id).isPresent())
                    .orElseThrow();
            List<Span> spans = eventually(
                    collector::spans,
                    sent -> assertThat(sent)
                            .extracting(Span::name)
                            .contains(
                                    "POST /api/v1/forgot-password",
                                    "GET /reset-password/:token",
                                    "GET /api/v1/contacts",
                                    "mail reset"));
            Span request = named(spans, "POST /api/v1/forgot-password");
            assertThat(request.links()).contains(mail);
            assertThat(spans)
                    .filteredOn(span -> span.parent().equals(request.id()))
                    .extracting(Span::name)
                    .anyMatch(name -> name.contains("insert link, insert mail"));
            assertThat(named(spans, "mail reset").trace()).isEqualTo(mail);
            Span search = named(spans, "GET /api/v1/contacts");
            assertThat(spans)
                    .filteredOn(span -> span.parent().equals(search.id()))
                    .extracting(Span::name)
                    .contains("select contact");
            backend.stop();
            assertThat(collector.bytes())
                    .contains("latchkey", "http.route")
                    .doesNotContain("example.test", "nobody-may-read", "unread", token, "127.0.0.1", "localhost");
        }
    }

    @Test
    void without_the_variables_no_class_of_it_is_loaded(@TempDir Path folder) throws IOException {
        Path classes = folder.resolve("classes");
        try (World world = World.start();
                var backend = new BackendProcess(
                        world, URL, Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes))) {
            var portal = new Browser(world.vertx(), backend.portalPort(), "au.localhost");
            assertThat(portal.get("/login").status()).isEqualTo(200);
        }
        assertThat(Files.readString(classes))
                .contains("latchkey.web.trace.Tracing")
                .doesNotContain("io.opentelemetry");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', false",
        "http://localhost:4318, '', '', true",
        "'', otlp, '', true",
        "http://localhost:4318, none, '', false",
        "http://localhost:4318, otlp, true, false",
    })
    void the_variables_mean_what_they_mean_everywhere(
            String endpoint, String exporter, String disabled, boolean asked) {
        var environment = Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", endpoint,
                "OTEL_TRACES_EXPORTER", exporter,
                "OTEL_SDK_DISABLED", disabled);
        assertThat(Tracing.isAskedFor(environment)).isEqualTo(asked);
    }

    private static Span named(List<Span> spans, String name) {
        Optional<Span> found =
                spans.stream().filter(span -> span.name().equals(name)).findFirst();
        assertThat(found).as(name).isPresent();
        return found.orElseThrow();
    }
}
