package latchkey.bench.machine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

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
                // So that its other work during a load can be read afterwards.
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

    public Sql sql(String database) {
        return new Sql("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, "postgres", "");
    }

    public void execute(String database, String... statements) {
        sql(database).execute(statements);
    }

    /** Does now what autovacuum would do during the next load. */
    public void tidyUp(String database) {
        execute(database, "vacuum analyze");
    }

    public long count(String database, String from) {
        return sql(database).count(from);
    }

    /** Transactions committed in a database since it was created; up to a second late. */
    public long commits(String database) {
        return sql(database).number("select xact_commit from pg_stat_database where datname = current_database()");
    }

    /** How often it waited until its log was on the disk. */
    public long walFlushes() {
        return sql("postgres").number("select sum(fsyncs)::bigint from pg_stat_io where object = 'wal'");
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

    /** Ends it with all its connections, and starts it again after a pause. */
    public void stopFor(Duration pause) throws IOException {
        interrupted("-INT", pause);
    }

    /** Ends it as the failure of its machine would, and starts it again after a pause. */
    public void failFor(Duration pause) throws IOException {
        interrupted("-KILL", pause);
    }

    /** Restarts it with its first command line, which the system knows only while it runs. */
    private void interrupted(String signal, Duration pause) throws IOException {
        ProcessHandle process = process();
        var command = new ArrayList<>(List.of(
                Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).split("\\x00", 0)));
        // As root it runs in a namespace of its own, since it would refuse to run as root.
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(0, List.of("unshare", "-U"));
        }
        run("kill", signal, Long.toString(process.pid()));
        LockSupport.parkNanos(pause.toNanos());
        Path log = data.resolveSibling("postgres.log");
        var _ = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void run(String... command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
