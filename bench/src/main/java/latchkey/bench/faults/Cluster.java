package latchkey.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.bench.machine.Server;
import latchkey.bench.machine.Sql;

/**
 * Two PostgreSQL servers under Patroni with etcd and HAProxy, from the files in docs/operations.md. Only their data
 * folders differ, and their network is part of this machine's loopback.
 */
final class Cluster implements AutoCloseable {

    private static final Path PATRONI = Path.of("/usr/bin/patroni");
    private static final Path ETCD = Path.of("/usr/bin/etcd");
    private static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin/postgres");

    private static final String DATABASE = "latchkey";
    private static final String PASSWORD = "only-for-tries-on-this-machine";
    private static final String SUPERUSER_PASSWORD = "put-one-of-your-own-here-2";
    private static final Duration LONGEST_PROMOTION = Duration.ofMinutes(2);
    private static final int PATIENCE_MILLIS = 1000;

    private final Path examples;
    private final Path folder;
    private final String network;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private Optional<Process> proxy = Optional.empty();
    private long killedAt;

    private Cluster(Path examples, Path folder) {
        this.examples = examples;
        this.folder = folder;
        var random = new SplittableRandom();
        this.network = "127." + random.nextInt(1, 255) + "." + random.nextInt(1, 255) + ".";
    }

    /** The programs that it needs and that are not installed. */
    static List<Path> missing() {
        return Stream.of(PATRONI, ETCD, POSTGRES)
                .filter(program -> !Files.isExecutable(program))
                .toList();
    }

    static Cluster start(Path haproxy, Path examples, Path target) throws IOException {
        var cluster = new Cluster(examples, target);
        try {
            cluster.start(haproxy);
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Through HAProxy, as a backend reaches it. */
    String url() {
        return "postgresql://latchkey:" + PASSWORD + "@" + network + "1/" + DATABASE;
    }

    Sql sql() {
        return new Sql("jdbc:postgresql://" + network + "1/" + DATABASE, "latchkey", PASSWORD);
    }

    /** Kills the first one as the failure of its machine would, with everything on it. */
    void killPrimary() throws IOException {
        killedAt = System.nanoTime();
        List<String> postgres = Files.readAllLines(folder.resolve("one/15/latchkey/postmaster.pid"));
        Optional.ofNullable(servers.get("one")).orElseThrow().process().destroyForcibly();
        ProcessHandle.of(Long.parseLong(postgres.getFirst())).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Returns once the second is the primary, with the seconds since the first was killed. */
    double secondsToPromotion() {
        Traffic.await(() -> isPrimary("22"), LONGEST_PROMOTION);
        return (System.nanoTime() - killedAt) / 1e9;
    }

    @Override
    public void close() {
        proxy.ifPresent(Process::destroy);
        // Each standby before its primary, and etcd last: they need it in order to stop.
        List.copyOf(servers.values()).reversed().forEach(Server::close);
        Stream.of("one", "two", "etcd")
                .map(folder::resolve)
                .filter(Files::exists)
                .forEach(Cluster::delete);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Path haproxy) throws IOException {
        Files.createDirectories(folder.resolve("etcd"));
        Path etcd = example("etcd", "etcd");
        Map<String, String> settings = Files.readAllLines(etcd).stream()
                .filter(line -> line.startsWith("ETCD_"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        start("etcd", List.of(ETCD.toString()), settings, "31:2379/health");
        startPostgres("one", "21:8008/primary");
        startPostgres("two", "22:8008/synchronous");
        new Sql("jdbc:postgresql://" + network + "21/postgres", "postgres", SUPERUSER_PASSWORD)
                .execute(
                        "create role latchkey login password '" + PASSWORD + "'",
                        "create database " + DATABASE + " owner latchkey");
        Path config = example("haproxy.cfg", "primary");
        Process process = new ProcessBuilder(haproxy.toString(), "-db", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("primary.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-cluster-proxy"));
        proxy = Optional.of(process);
    }

    private void startPostgres(String name, String ready) throws IOException {
        Files.createDirectories(folder.resolve(name));
        String file = example("patroni.yml", name).toString();
        // As root it runs in a namespace of its own, since PostgreSQL refuses to run as root.
        List<String> command = "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "-U", PATRONI.toString(), file)
                : List.of(PATRONI.toString(), file);
        start(name, command, Map.of(), ready);
    }

    private void start(String name, List<String> command, Map<String, String> environment, String ready)
            throws IOException {
        var server = Server.start(
                command, environment, folder.resolve(name + ".log"), URI.create("http://" + network + ready));
        servers.put(name, server);
    }

    /** The file as this member of the cluster needs it. */
    private Path example(String file, String name) throws IOException {
        String text = Files.readString(examples.resolve(file))
                .replace("10.1.0.0/24", "127.0.0.0/8")
                .replace("127.0.0.1:5432", network + "1:5432")
                .replace("/var/lib/etcd", folder.resolve("etcd").toString())
                .replace("/var/lib/postgresql", folder.resolve(name).toString())
                .replace("/var/run/postgresql", folder.resolve(name).toString());
        if (name.equals("two")) {
            text = text.replace("name: one", "name: two").replace("10.1.0.21", "10.1.0.22");
        }
        return Files.writeString(folder.resolve(name + "-" + file), text.replace("10.1.0.", network));
    }

    private boolean isPrimary(String host) {
        try {
            var connection = (HttpURLConnection) URI.create("http://" + network + host + ":8008/primary")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
