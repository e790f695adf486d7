package latchkey.database;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import latchkey.testing.Certificates;
import latchkey.testing.Certificates.Pair;
import latchkey.testing.Eventually;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL that speaks TLS, with a certificate for {@code localhost} from an authority of its own. */
@ExtendWith(VertxExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class DatabaseTlsTest {

    @TempDir
    static Path folder;

    private static Certificates authority;
    private static Certificates stranger;
    private static Pair valid;
    private static Pair current;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        authority = Certificates.in(folder, "authority");
        stranger = Certificates.in(folder, "stranger");
        valid = authority.issue("localhost");
        current = authority.issue("localhost");
        postgres = TestDatabase.server()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", current.certificate().toString())
                .setServerConfig("ssl_key_file", current.key().toString())
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, '', true",
        "localhost, sslmode=disable, false",
        "localhost, sslmode=prefer, true",
        "127.0.0.1, sslmode=require, true",
        "127.0.0.1, sslmode=verify-ca&sslrootcert=AUTHORITY, true",
        "127.0.0.1, sslmode=require&sslrootcert=AUTHORITY, true",
        "localhost, sslmode=verify-full&sslrootcert=AUTHORITY, true",
    })
    void the_mode_decides_whether_the_connection_is_secure(String host, String mode, boolean secure, Vertx vertx) {
        Database database = database(host, mode);
        eventually(
                () -> failure(vertx, database), failure -> assertThat(failure).isEqualTo(secure ? "" : "in the clear"));
        database.migrate();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, sslmode=verify-full&sslrootcert=AUTHORITY, its certificate is refused: No subject alternative"
                + " names matching IP address 127.0.0.1 found",
        "localhost, sslmode=verify-full&sslrootcert=STRANGER, its certificate is from no authority that is trusted"
                + " here",
        "localhost, sslmode=verify-ca&sslrootcert=STRANGER, its certificate is from no authority that is trusted here",
        "localhost, sslmode=require&sslrootcert=STRANGER, its certificate is from no authority that is trusted here",
        "localhost, sslmode=verify-full, its certificate is from no authority that is trusted here",
    })
    void a_certificate_that_is_not_the_hosts_is_one_warning_that_says_so(
            String host, String mode, String why, Vertx vertx) {
        eventually(
                // A busy machine may be too late for a reason, which is the one that is logged then.
                () -> warnings(() -> failure(vertx, database(host, mode))),
                lines -> assertThat(lines)
                        .as("other tests' outages are logged at the same time")
                        .filteredOn(line -> line.endsWith(why))
                        .containsExactly("PostgreSQL can't be reached, or not in time: " + why));
        assertThatThrownBy(database(host, mode)::migrate).isInstanceOf(FlywayException.class);
    }

    @Test
    void a_certificate_that_has_expired_lets_nobody_in_until_it_is_renewed(Vertx vertx) throws Exception {
        Database database = database("localhost", "sslmode=verify-full&sslrootcert=AUTHORITY");
        serve(authority.expired("localhost"));
        try {
            eventually(
                    () -> failure(vertx, database),
                    failure -> assertThat(failure).endsWith("its certificate has expired"));
        } finally {
            serve(valid);
        }
        eventually(
                () -> failure(vertx, database), failure -> assertThat(failure).isEmpty());
    }

    @Test
    void a_server_without_tls_is_told_from_one_that_is_away(Vertx vertx) {
        TestDatabase plain = TestDatabase.create();
        var database = new Database(plain.settings().with(Map.of("database.url", plain.url() + "?sslmode=require")));
        eventually(
                () -> failure(vertx, database),
                failure -> assertThat(failure).endsWith("it speaks no TLS, which sslmode asks for"));
        var preferring = new Database(plain.settings().with(Map.of("database.url", plain.url() + "?sslmode=prefer")));
        eventually(
                () -> failure(vertx, preferring), failure -> assertThat(failure).isEqualTo("in the clear"));
    }

    @CanIgnoreReturnValue
    private static String failure(Vertx vertx, Database database) {
        try {
            return isSecure(vertx, database) ? "" : "in the clear";
        } catch (DatabaseAway e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static boolean isSecure(Vertx vertx, Database database) {
        return World.await(database.staffPool(vertx)
                        .query("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                        .execute())
                .iterator()
                .next()
                .getBoolean(0);
    }

    private static List<String> warnings(Runnable work) {
        var log = Eventually.logger(Outage.class.getName());
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            work.run();
            return List.copyOf(lines.list).stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        } finally {
            log.detachAppender(lines);
        }
    }

    private static void serve(Pair pair) throws SQLException {
        pair.replace(current);
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        }
    }

    private static Database database(String host, String parameters) {
        String files = parameters
                .replace("AUTHORITY", authority.authority().toString())
                .replace("STRANGER", stranger.authority().toString());
        String url = "postgresql://postgres@" + host + ":" + postgres.getPort() + "/postgres?" + files;
        return new Database(TestDatabase.create().settings().with(Map.of("database.url", url)));
    }
}
