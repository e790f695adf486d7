package latchkey.sandbox.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;

/**
 * A real PostgreSQL 18 with durable settings, reachable only from this machine and by password. Its data stays in the
 * data folder; the server ends with this process, however that ends.
 */
public final class Postgres implements AutoCloseable {

    private static final String BY_PASSWORD_ONLY = """
        host latchkey latchkey 127.0.0.1/32 scram-sha-256
        host postgres postgres 127.0.0.1/32 scram-sha-256
        """;

    // Unpacked once for all data folders, where nobody else can write; the library's default is writable by everybody.
    private static final Path BINARIES = Path.of(System.getProperty("user.home"), ".cache", "latchkey", "postgres");

    private final Path folder;
    private final Path cluster;
    private final String password;
    private final EmbeddedPostgres server;
    private final Guard guard;

    private Postgres(Path folder, String password) throws IOException {
        this.folder = folder;
        this.cluster = folder.resolve("postgres");
        this.password = password;
        var leftover = new Leftover(cluster);
        leftover.remove();
        removeUnfinished();
        this.server = server();
        this.guard = Guard.start(leftover.pid().orElseThrow(), cluster);
    }

    /** Blocks until it answers. The password is the one of the folder's first start. */
    public static Postgres start(Path folder, String password) {
        try {
            var postgres = new Postgres(folder, password);
            postgres.finish();
            return postgres;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL did not start; its log is postgres.log", e);
        }
    }

    /** In the form of {@code database.url}. */
    public String url() {
        return "postgresql://latchkey:" + password + "@127.0.0.1:" + server.getPort() + "/latchkey";
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/latchkey?user=latchkey&password=" + password;
    }

    @Override
    public void close() throws IOException {
        server.close();
        guard.close();
    }

    private EmbeddedPostgres server() throws IOException {
        Path log = folder.resolve("postgres.log");
        Files.deleteIfExists(log);
        return EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(BINARIES.toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setConnectConfig("password", password)
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                // Its error messages would repeat values, such as another account's address.
                .setServerConfig("log_error_verbosity", "terse")
                // The library's own defaults are for tests that throw their data away.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** A first start that was killed half-way has nothing worth keeping. */
    private void removeUnfinished() throws IOException {
        if (Files.exists(cluster) && !Files.exists(finished())) {
            try (var files = Files.walk(cluster)) {
                files.sorted(Comparator.reverseOrder()).forEach(Postgres::delete);
            }
        }
    }

    private void finish() throws IOException, SQLException {
        if (Files.exists(finished())) {
            return;
        }
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + password + "'");
            statement.execute("create role latchkey login password '" + password + "'");
            statement.execute("create database latchkey owner latchkey");
            Files.writeString(cluster.resolve("pg_hba.conf"), BY_PASSWORD_ONLY);
            statement.execute("select pg_reload_conf()");
        }
        Files.createFile(finished());
    }

    private Path finished() {
        return cluster.resolve("latchkey.finished");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
