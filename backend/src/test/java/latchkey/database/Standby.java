package latchkey.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import latchkey.testing.BackendProcess;
import latchkey.testing.TestDatabase;

/** A PostgreSQL with Latchkey's tables, and a hot standby that follows it. */
final class Standby implements AutoCloseable {

    private final EmbeddedPostgres primary;
    private final TestDatabase database;
    private final Path folder;
    private final EmbeddedPostgres standby;

    Standby() {
        try {
            primary = TestDatabase.server()
                    .setServerConfig("max_connections", "200")
                    .start();
            database = TestDatabase.on(primary);
            folder = copy();
            standby = TestDatabase.server()
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setPort(BackendProcess.freePort())
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException | SQLException e) {
            throw new AssertionError("There is no standby", e);
        }
    }

    TestDatabase database() {
        return database;
    }

    int primaryPort() {
        return primary.getPort();
    }

    int port() {
        return standby.getPort();
    }

    /** Has it stand still, or go on. */
    void pause(boolean paused) {
        var _ = execute(standby, "select pg_wal_replay_" + (paused ? "pause" : "resume") + "()");
    }

    /** In the database {@code postgres} of the primary. */
    void primaryDo(String sql) {
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** What pg_basebackup does, which the embedded PostgreSQL comes without. */
    private Path copy() throws IOException, SQLException {
        Path data = Path.of(text(primary, "show data_directory"));
        Path copy = Files.createTempDirectory("standby");
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            try (Stream<Path> files = Files.walk(data)) {
                files.forEach(
                        file -> copied(file, copy.resolve(data.relativize(file).toString())));
            }
            try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(copy.resolve("backup_label"), stopped.getString(1));
            }
        }
        Files.delete(copy.resolve("postmaster.pid"));
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 user=postgres port=%d'".formatted(primary.getPort()));
        return copy;
    }

    private static void copied(Path file, Path copy) {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(file, copy);
            }
        } catch (NoSuchFileException e) {
            // It was removed meanwhile; the log that is replayed says so too.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String execute(EmbeddedPostgres server, String sql) {
        try {
            return text(server, sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
