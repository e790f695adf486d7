package latchkey.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import latchkey.config.Settings;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What config/compose.yaml and its HAProxy say, against the names that Latchkey knows. */
class ComposeTest {

    private static final Path CONFIG = Path.of("../config");
    private static final Pattern SERVER = Pattern.compile("server \\w+ ([a-z-]+):(\\d+)");
    private static final Settings SETTINGS = Settings.read(Map.of());

    private final JsonObject compose =
            new JsonObject(merged(new Load(LoadSettings.builder().build()).loadFromString(read("compose.yaml"))));
    private final JsonObject services = compose.getJsonObject("services");

    @Test
    void every_variable_is_a_key_of_ours() {
        for (String name : List.of("backend-one", "backend-two", "admin-ui")) {
            var environment = services.getJsonObject(name).getJsonObject("environment");
            assertThat(Settings.read(environment.stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> (String) entry.getValue()))))
                    .isNotNull();
        }
    }

    @Test
    void no_service_is_privileged_or_writes_to_its_root() {
        for (String name : services.fieldNames()) {
            JsonObject service = services.getJsonObject(name);
            assertThat(service.getBoolean("read_only")).as(name).isTrue();
            assertThat(service.getJsonArray("cap_drop")).as(name).containsExactly("ALL");
            assertThat(service.getString("image")).as("fully qualified").matches("(localhost|docker\\.io/library)/.+");
        }
    }

    @Test
    void secrets_are_files_where_the_program_looks() {
        String program = read("bin/latchkey-backend");
        for (Object secret : services.getJsonObject("backend-one").getJsonArray("secrets")) {
            assertThat(program).contains(((JsonObject) secret).getString("target"));
        }
        for (String secret : compose.getJsonObject("secrets").fieldNames()) {
            assertThat(read("container/README.md")).contains(" > secrets/" + secret);
        }
    }

    @Test
    void the_proxy_leads_to_services_at_the_ports_that_latchkey_listens_at() {
        var ports = List.of("portal.port", "staff.port", "admin.port").stream()
                .map(SETTINGS::port)
                .map(String::valueOf)
                .toList();
        var servers = SERVER.matcher(read("container/haproxy.cfg")).results().toList();
        assertThat(servers).hasSize(5);
        servers.forEach(server -> {
            assertThat(services.fieldNames()).contains(server.group(1));
            assertThat(ports).contains(server.group(2));
        });
    }

    @Test
    void health_is_asked_where_it_is_told() {
        assertThat(services.getJsonObject("backend-one")
                        .getJsonObject("healthcheck")
                        .getJsonArray("test"))
                .endsWith(String.valueOf(SETTINGS.port("management.port")));
        assertThat(services.getJsonObject("admin-ui")
                        .getJsonObject("healthcheck")
                        .getJsonArray("test"))
                .endsWith(String.valueOf(SETTINGS.port("admin.port")));
    }

    /** Compose lets a map begin as another one; YAML 1.2 knows no such thing. */
    private static Map<String, Object> merged(Object map) {
        var fields = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) map).forEach((key, value) -> {
            Object inside = value instanceof Map<?, ?> ? merged(value) : value;
            if (key.equals("<<")) {
                fields.putAll(merged(value));
            } else if (inside != null) {
                fields.put(key.toString(), inside);
            }
        });
        return fields;
    }

    private static String read(String file) {
        try {
            return Files.readString(CONFIG.resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
