package latchkey.ops;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

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
        Map<String, Object> rules =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FOLDER.resolve("rules.yaml")));
        assertThat(rules).containsOnlyKeys("groups");
        var dashboard = new JsonObject(Files.readString(FOLDER.resolve("dashboard.json")));
        assertThat(dashboard.getJsonArray("panels")).isNotEmpty();
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
