package latchkey.ops;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import latchkey.testing.Browser;
import latchkey.testing.Eventually;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import latchkey.web.RequestLog;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What config/monitoring asks of Prometheus, a backend tells from its start. */
class MonitoringTest {

    private static final Path FOLDER = Path.of("../config/monitoring");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:latchkey|vertx|jvm|process|system)_[a-z0-9_]+(?=[{\\[)\\s])");

    @Test
    void every_metric_of_the_rules_and_the_dashboard_is_told_before_anything_happened() throws IOException {
        String asked =
                Files.readString(FOLDER.resolve("rules.yaml")) + Files.readString(FOLDER.resolve("dashboard.json"));
        var metrics = new TreeSet<>(
                METRIC.matcher(asked).results().map(found -> found.group()).collect(Collectors.toSet()));
        assertThat(metrics)
                .contains("latchkey_info", "latchkey_mail_overdue_seconds")
                .hasSizeGreaterThan(10);
        try (World world = World.start()) {
            var _ = world.portal("au").get("/login");
            eventually(() -> told(world), told -> assertThat(told).containsAll(metrics));
        }
    }

    @Test
    void the_rules_and_the_dashboard_can_be_read() throws IOException {
        Object rules =
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FOLDER.resolve("rules.yaml")));
        assertThat(rules).asInstanceOf(MAP).containsOnlyKeys("groups");
        var dashboard = new JsonObject(Files.readString(FOLDER.resolve("dashboard.json")));
        assertThat(dashboard.getJsonArray("panels")).isNotEmpty();
    }

    @Test
    void prometheus_takes_the_rules_and_they_fire_when_they_should_and_only_then() throws Exception {
        Program promtool = Program.named("promtool");
        for (List<String> arguments : List.of(
                List.of("check", "rules", FOLDER.resolve("rules.yaml").toString()),
                List.of("test", "rules", "src/test/resources/latchkey/ops/rules-test.yaml"))) {
            Program.Ended ended = promtool.run(arguments.toArray(String[]::new));
            assertThat(ended.status()).as(ended.output()).isZero();
        }
    }

    @Test
    void requests_are_counted_by_route_and_status_and_their_time_in_buckets() {
        try (World world = World.start()) {
            var _ = world.portal("au").get("/invitation/a-token-that-nobody-may-read");
            Browser staff = new StaffMembers(world).newAdmin();
            var _ = staff.get("/api/v1/contacts/" + world.contact("au", "counted@example.test"));
            String told = eventually(
                    () -> world.management().get("/metrics").body(),
                    metrics -> assertThat(metrics).contains("/contacts/:id"));
            for (String labels : List.of(
                    "code=\"410\",local=\".*\",method=\"GET\",route=\"/invitation/:token\"",
                    "code=\"200\",local=\".*\",method=\"GET\",route=\"/api/v1/>/contacts/:id\"")) {
                assertThat(told)
                        .containsPattern("vertx_http_server_requests_total\\{" + labels + "} 1")
                        .containsPattern(
                                "vertx_http_server_response_time_seconds_bucket\\{" + labels + ",le=\"0.25\"} [01]");
            }
            assertThat(told).doesNotContain("nobody-may-read");
        }
    }

    @Test
    void the_log_names_the_operation_of_the_staff_api() {
        var log = Eventually.logger(RequestLog.class.getName());
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        try (World world = World.start()) {
            Browser staff = new StaffMembers(world).newAdmin();
            var _ = staff.get("/api/v1/contacts/" + world.contact("au", "logged@example.test"));
            eventually(
                    () -> List.copyOf(lines.list),
                    written -> assertThat(written)
                            .extracting(line -> String.valueOf(line.getKeyValuePairs()))
                            .anyMatch(pairs -> pairs.contains("route=\"/api/v1/contacts/{id}\"")));
        } finally {
            log.detachAppender(lines);
        }
    }

    private static Set<String> told(World world) {
        return world.management()
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }
}
