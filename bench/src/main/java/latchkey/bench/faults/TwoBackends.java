package latchkey.bench.faults;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.bench.machine.Server;

/** Two packaged backends behind HAProxy, as docs/operations.md has them. */
final class TwoBackends implements AutoCloseable {

    /** Columns of HAProxy's statistics. */
    private static final int NAME = 1;

    private static final int STATUS = 17;
    private static final Duration LONGEST_VIEW = Duration.ofSeconds(30);

    private static final String SECRET = "only for tries on this machine, never elsewhere";

    private final Path target;
    private final Path program;
    private final String databaseUrl;
    private final int mailPort;
    private final int portal = Server.freePort();
    private final int staff = Server.freePort();
    private final int view = Server.freePort();
    private final List<Backend> backends = List.of(new Backend("one"), new Backend("two"));
    private final Process proxy;

    private TwoBackends(Path haproxy, Path target, Path program, String databaseUrl, int mailPort) throws IOException {
        this.target = target;
        this.program = program;
        this.databaseUrl = databaseUrl;
        this.mailPort = mailPort;
        for (Backend backend : backends) {
            backend.start();
        }
        proxy = new ProcessBuilder(haproxy.toString(), "-db", "-f", config().toString())
                .redirectErrorStream(true)
                .redirectOutput(target.resolve("haproxy.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(proxy::destroy, "stop-proxy"));
        awaitBoth();
    }

    /** Where HAProxy is on this machine. */
    static Optional<Path> haproxy() {
        return Stream.of(
                        "/usr/sbin/haproxy", "/usr/bin/haproxy", "/usr/local/sbin/haproxy", "/opt/homebrew/bin/haproxy")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static TwoBackends start(Path haproxy, Path target, Path program, String databaseUrl, int mailPort)
            throws IOException {
        return new TwoBackends(haproxy, target, program, databaseUrl, mailPort);
    }

    /** Through the proxy. */
    String portalUrl() {
        return "http://localhost:" + portal;
    }

    /** Through the proxy. */
    String staffUrl() {
        return "http://localhost:" + staff;
    }

    /** As the failure of its machine would end it. */
    void killOne() {
        backends.getFirst().kill();
    }

    void startOne() throws IOException {
        backends.getFirst().start();
    }

    /**
     * Restarts both in turn, as docs/operations.md asks for at an upgrade: the next one once the proxy uses the
     * previous one.
     */
    void restartEach() throws IOException {
        for (Backend backend : backends) {
            backend.stop();
            backend.start();
            awaitBoth();
        }
    }

    @Override
    public void close() {
        proxy.destroy();
        backends.forEach(Backend::stop);
    }

    /** As HAProxy sees them, which is a check or two after they are ready. */
    private void awaitBoth() {
        Traffic.await(() -> view().filter(line -> line.equals("UP")).count() == 2L * backends.size(), LONGEST_VIEW);
    }

    /** The status of each backend at each listener. */
    private Stream<String> view() {
        try (var csv = URI.create("http://127.0.0.1:" + view + "/;csv").toURL().openStream()) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .filter(fields -> fields.length > STATUS)
                    .filter(fields -> backends.stream().anyMatch(backend -> backend.name.equals(fields[NAME])))
                    .map(fields -> fields[STATUS]);
        } catch (IOException e) { // not listening yet
            return Stream.of();
        }
    }

    private Path config() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("""
            global
                maxconn 500
            defaults
                mode http
                timeout connect 2s
                timeout check 5s
                timeout client 30s
                timeout server 30s
                option redispatch
                retry-on conn-failure
                option httpchk GET /health/ready
                default-server check inter 500ms fastinter 200ms downinter 200ms fall 2 rise 2
            listen view
                bind 127.0.0.1:%d
                stats enable
                stats uri /
            """.formatted(view));
        for (boolean isPortal : new boolean[] {true, false}) {
            lines.add("listen " + (isPortal ? "portal" : "staff"));
            lines.add("    bind 127.0.0.1:" + (isPortal ? portal : staff));
            // An import sends nothing until it is over.
            lines.add("    timeout server " + (isPortal ? "30s" : "10m"));
            for (Backend backend : backends) {
                lines.add("    server " + backend.name + " 127.0.0.1:" + (isPortal ? backend.portal : backend.staff)
                        + " port " + backend.management);
            }
        }
        return Files.writeString(target.resolve("haproxy.cfg"), String.join("\n", lines) + "\n");
    }

    private final class Backend {

        private final String name;
        private final int portal = Server.freePort();
        private final int staff = Server.freePort();
        private final int management = Server.freePort();
        private Optional<Server> server = Optional.empty();

        Backend(String name) throws IOException {
            this.name = name;
        }

        void start() throws IOException {
            var environment = Map.ofEntries(
                    Map.entry("JAVA_HOME", System.getProperty("java.home")),
                    Map.entry("LATCHKEY_DATABASE_URL", databaseUrl),
                    Map.entry("LATCHKEY_MAIL_URL", "smtp://127.0.0.1:" + mailPort),
                    Map.entry("LATCHKEY_SECRET", SECRET),
                    Map.entry("LATCHKEY_MAIL_RETRY_FIRST", "1s"),
                    Map.entry("LATCHKEY_MAIL_RETRY_LONGEST", "2s"),
                    Map.entry("LATCHKEY_LIMITS_SIGN_IN_BY_ACCOUNT", "off"),
                    Map.entry("LATCHKEY_LIMITS_SIGN_IN_BY_ACCOUNT_AND_NETWORK", "off"),
                    Map.entry("LATCHKEY_LIMITS_SIGN_IN_BY_NETWORK", "off"),
                    Map.entry("LATCHKEY_LIMITS_RESET_BY_NETWORK", "off"),
                    Map.entry("LATCHKEY_LIMITS_INVITATION_BY_CONTACT", "off"),
                    Map.entry("LATCHKEY_PORTAL_PORT", Integer.toString(portal)),
                    Map.entry("LATCHKEY_STAFF_PORT", Integer.toString(staff)),
                    Map.entry("LATCHKEY_MANAGEMENT_PORT", Integer.toString(management)),
                    Map.entry("LATCHKEY_REGIONS_AU_URL", portalUrl()));
            server = Optional.of(Server.start(
                    List.of(program.resolve("bin/latchkey-backend").toString()),
                    environment,
                    target.resolve("backend-" + name + ".log"),
                    URI.create("http://127.0.0.1:" + management + "/health/ready")));
        }

        void kill() {
            server.ifPresent(running -> running.process().destroyForcibly());
        }

        void stop() {
            server.ifPresent(Server::close);
        }
    }
}
