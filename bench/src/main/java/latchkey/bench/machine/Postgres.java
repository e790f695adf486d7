package latchkey.bench.machine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A real PostgreSQL on this machine, with the durability of its defaults, for one run. */
public final class Postgres implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final Path data;

    private Postgres(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
    }

    public static Postgres start(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path data = Files.createTempDirectory(folder, "postgres-");
        Path log = folder.resolve("postgres.log");
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                // The library's own defaults are for tests that throw their data away.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "1GB")
                // What else it did while a load was measured can be read afterwards.
                .setServerConfig("log_autovacuum_min_duration", "0")
                .start();
        return new Postgres(server, data);
    }

    public Postgres with(String database) {
        execute("postgres", "create database " + database);
        return this;
    }

    public int port() {
        return server.getPort();
    }

    public String url(String database) {
        return "postgresql://postgres@127.0.0.1:" + port() + "/" + database;
    }

    public void execute(String database, String... statements) {
        try (var connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refused what seeds the load", e);
        }
    }

    /** Does now what autovacuum would do beside the next load for the one before. */
    public void tidyUp(String database) {
        execute(database, "vacuum analyze");
    }

    public long count(String database, String from) {
        try (var connection = server.getDatabase("postgres", database).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL could not count", e);
        }
    }

    /** The server's first process, whose children do the work. */
    public ProcessHandle process() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not say which process it is", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
