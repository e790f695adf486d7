package latchkey.database;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.testing.BackendProcess;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backend whose {@code database.url} leads to PgBouncer in transaction mode. */
@ExtendWith(VertxExtension.class)
class PoolerTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    private static final TestDatabase DATABASE = TestDatabase.create();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'', refuses",
        "'plan_cache_mode, statement_timeout, lock_timeout, idle_in_transaction_session_timeout, extra_float_digits',"
                + " drops"
    })
    void it_is_told_at_the_start(String ignored, String told, Vertx vertx) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "PgBouncer is not installed");
        int port = BackendProcess.freePort();
        Process pooler = start(port, ignored);
        try {
            eventually(
                    () -> isListening(port), listening -> assertThat(listening).isTrue());
            URI direct = URI.create(DATABASE.url());
            var database = new Database(DATABASE.settings()
                    .with(Map.of("database.url", "postgresql://postgres@127.0.0.1:" + port + direct.getPath())));
            var migrated = database.migrate(vertx, database.staffPool(vertx), Duration.ofHours(1));
            assertThatThrownBy(() -> World.await(migrated))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("Configuration: database.url leads to a pooler, such as PgBouncer, that "
                            + told + " the settings of a connection; connect to PostgreSQL itself");
        } finally {
            pooler.destroy();
            assertThat(pooler.waitFor()).isNotNegative();
        }
    }

    private Process start(int port, String ignored) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
            [databases]
            * = host=127.0.0.1 port=%d user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            %s
            """.formatted(
                        URI.create(DATABASE.url()).getPort(),
                        port,
                        ignored.isEmpty() ? "" : "ignore_startup_parameters = " + ignored));
        var command = new ArrayList<>(List.of(PROGRAM.toString(), settings.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(0, List.of("runuser", "-u", "nobody", "--")); // it would refuse to run as root
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
