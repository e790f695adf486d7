package latchkey.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.database.Database;
import latchkey.sandbox.postgres.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    /** Those that have a sentence, but that of an account which nobody has signed in to: who makes one is signed in. */
    private static final List<String> REASONS =
            Collections.list(ResourceBundle.getBundle("messages.staff").getKeys()).stream()
                    .filter(key -> key.startsWith("diagnosis.") && key.endsWith(".headline"))
                    .map(key -> key.split("\\.", 3)[1].toUpperCase(Locale.ROOT).replace('-', '_'))
                    .filter(verdict -> !verdict.equals("READY"))
                    .toList();

    @TempDir
    Path data;

    @Test
    void a_database_of_ones_own_gets_no_demo_data() throws Exception {
        try (var postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start()) {
            String url = "postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres";
            try (var sandbox = Sandbox.start(settings(Map.of("database.url", url, "mail.url", "smtp://127.0.0.1:9")))) {
                assertThat(count(postgres, "contact") + count(postgres, "staff"))
                        .isZero();
                assertThat(Announcement.of(sandbox, Duration.ofSeconds(3)))
                        .contains("no demo data", "ready after 3.0 s", "emails go to the server in mail.url")
                        .doesNotContain("sandbox-only-password");
            }
        }
    }

    /** Whoever waits for readiness may sign in at once. */
    @Test
    void what_is_ready_has_its_demo_staff_and_clients() throws Exception {
        int management = freePort();
        int staff = freePort();
        int portal = freePort();
        var ports = Map.of(
                "management.port", Integer.toString(management),
                "staff.port", Integer.toString(staff),
                "portal.port", Integer.toString(portal),
                "regions.au.url", "http://localhost:" + portal);
        var signedIn = CompletableFuture.supplyAsync(
                () -> {
                    await().pollInSameThread()
                            .pollDelay(Duration.ZERO)
                            .pollInterval(Duration.ofMillis(5))
                            .atMost(Duration.ofMinutes(2))
                            .until(() -> status(management, "/health/ready", "") == 200);
                    return List.of(
                            status(staff, "/api/v1/session", "admin@sandbox.test"),
                            status(portal, "/api/v1/session", "client.au@example.test"));
                },
                Thread::startVirtualThread);
        try (var sandbox = Sandbox.start(settings(ports))) {
            assertThat(signedIn.get()).containsExactly(200, 200);
            assertThat(sandbox.hasDemoData()).isTrue();
            assertThat(verdicts(staff))
                    .as("somebody to show each reason why a client can't get in")
                    .containsAll(REASONS);
        }
    }

    @Test
    void a_taken_port_is_named_with_its_key() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Sandbox.start(settings(Map.of("staff.port", Integer.toString(port)))))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage(
                            "Configuration: staff.port is taken by another program (%d); stop that, or set"
                                    + " LATCHKEY_STAFF_PORT to another port.",
                            port);
        }
    }

    @Test
    void a_folder_serves_one_sandbox_at_a_time() throws Exception {
        try (var held = DataFolder.open(settings(Map.of()))) {
            assertThatThrownBy(() -> Sandbox.start(settings(Map.of())))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("sandbox.data is in use by a running sandbox")
                    .hasMessageContaining(held.path().toString())
                    .hasMessageEndingWith("name another folder in LATCHKEY_SANDBOX_DATA.");
        }
    }

    @Test
    void a_folder_of_an_earlier_version_says_how_to_start_over() throws Exception {
        try (var folder = DataFolder.open(settings(Map.of()));
                var postgres = Postgres.start(folder.path(), folder.secret("database-password"));
                var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var statement = connection.createStatement()) {
            new Database(settings(Map.of("database.url", postgres.url()))).migrate();
            statement.execute("update flyway_schema_history set checksum = 1 where version = '1'");
        }
        assertThatThrownBy(() -> Sandbox.start(settings(Map.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "Configuration: sandbox.data names a folder created by an earlier version of Latchkey (%s);"
                                + " delete it to start over: rm -r %s.",
                        data, data);
    }

    @Test
    void the_log_of_the_database_repeats_no_address() throws Exception {
        try (var folder = DataFolder.open(settings(Map.of()));
                var postgres = Postgres.start(folder.path(), folder.secret("database-password"));
                var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create table taken (email text unique)");
            try (var insert = connection.prepareStatement("insert into taken values (?)")) {
                insert.setString(1, "kim@example.test");
                insert.execute();
                assertThatThrownBy(insert::execute).hasMessageContaining("kim@example.test");
            }
        }
        assertThat(Files.readString(data.resolve("postgres.log")))
                .contains("duplicate key")
                .doesNotContain("kim@example.test");
    }

    @Test
    void it_serves_this_machine_only() {
        assertThatThrownBy(() -> Ports.settle(settings(Map.of("bind", "0.0.0.0"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bind can be reached from elsewhere (0.0.0.0)");
    }

    @Test
    void addresses_follow_the_ports() {
        Settings settled = Ports.settle(settings(Map.of("regions.us.url", "https://portal.example")));
        assertThat(settled.port("portal.port")).isPositive();
        assertThat(settled.text("regions.au.url")).isEqualTo("http://au.localhost:" + settled.port("portal.port"));
        assertThat(settled.text("regions.us.url")).isEqualTo("https://portal.example");
        assertThat(settled.text("staff.url")).isEqualTo("http://localhost:" + settled.port("staff.port"));
        assertThat(settled.text("admin.url")).isEqualTo("http://localhost:" + settled.port("admin.port"));
    }

    @Test
    void its_secret_is_made_once_and_is_its_owners_alone() throws Exception {
        try (var folder = DataFolder.open(settings(Map.of()))) {
            String secret = folder.secret("secret");
            assertThat(secret).hasSize(64).isEqualTo(folder.secret("secret"));
            assertThat(java.nio.file.Files.getPosixFilePermissions(data.resolve("secret")))
                    .containsExactlyInAnyOrder(
                            java.nio.file.attribute.PosixFilePermission.OWNER_READ,
                            java.nio.file.attribute.PosixFilePermission.OWNER_WRITE);
        }
    }

    private Settings settings(Map<String, String> others) {
        var values = new HashMap<>(Map.of(
                "sandbox.data", data.toString(),
                "portal.port", "0",
                "staff.port", "0",
                "admin.port", "0",
                "management.port", "0",
                "sandbox.mailbox-port", "0",
                "sandbox.smtp-port", "0",
                // A machine that tests is busy.
                "password.wait", "1500ms"));
        values.putAll(others);
        return Settings.read(Map.of()).with(values);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @param email who signs in; nobody where it is empty. 0 where nobody listens. */
    private static int status(int port, String path, String email) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (!email.isEmpty()) {
            request.header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"email\":\"" + email + "\",\"password\":\"sandbox-only-password\"}"));
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Why each contact can't get in, those archived too. */
    private static Set<String> verdicts(int port) throws IOException, InterruptedException {
        var signIn = HttpRequest.BodyPublishers.ofString(
                "{\"email\":\"admin@sandbox.test\",\"password\":\"sandbox-only-password\"}");
        String token = json(request(port, "/session")
                        .header("content-type", "application/json")
                        .POST(signIn))
                .getString("accessToken");
        var verdicts = new HashSet<String>();
        for (String filter : List.of("", "&archived=only")) {
            for (Object contact :
                    json(request(port, "/contacts?limit=100" + filter), token).getJsonArray("items")) {
                String path = "/contacts/" + ((JsonObject) contact).getString("id") + "/diagnosis";
                verdicts.add(json(request(port, path), token).getString("verdict"));
            }
        }
        return verdicts;
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1" + path));
    }

    private static JsonObject json(HttpRequest.Builder request, String token) throws IOException, InterruptedException {
        return json(request.header("authorization", "Bearer " + token));
    }

    private static JsonObject json(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return new JsonObject(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
    }

    private static int count(EmbeddedPostgres postgres, String table) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            return rows.next() ? rows.getInt(1) : -1;
        }
    }
}
