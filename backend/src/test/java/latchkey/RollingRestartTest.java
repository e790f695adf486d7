package latchkey;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import latchkey.testing.BackendProcess;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two backends behind HAProxy, where that is installed. Takes a minute or more:
 * {@code ./latchkey test RollingRestartTest -Drolling-restart=true}.
 */
@EnabledIfSystemProperty(named = "rolling-restart", matches = "true")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RollingRestartTest {

    private static final int CLIENTS = 8;

    private final int port = BackendProcess.freePort();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    @Test
    void one_backend_after_the_other_is_restarted_and_no_request_fails() throws Exception {
        Path haproxy = Stream.of("/usr/sbin/haproxy", "/usr/bin/haproxy", "/usr/local/sbin/haproxy")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("none"));
        assumeTrue(Files.isExecutable(haproxy), "HAProxy is not installed");
        String url = "http://localhost:" + port;
        try (var world = World.start();
                var one = new BackendProcess(world, url);
                var other = new BackendProcess(world, url)) {
            Process proxy = new ProcessBuilder(
                            haproxy.toString(), "-db", "-f", config(one, other).toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                underLoad(() -> {
                    one.restart();
                    isTakenInAgain();
                    other.restart();
                    isTakenInAgain();
                    return answered;
                });
            } finally {
                proxy.destroy();
            }
        }
        assertThat(failed).as("of " + answered).isEmpty();
        assertThat(answered).hasPositiveValue();
    }

    private interface Work {
        Object run() throws Exception;
    }

    private void underLoad(Work work) throws Exception {
        eventually(this::statusOfTheProxy, status -> assertThat(status).isEqualTo("200"));
        var over = new AtomicBoolean();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, CLIENTS).forEach(i -> clients.execute(() -> ask(over)));
            try {
                var _ = work.run();
            } finally {
                over.set(true);
            }
        }
    }

    private void ask(AtomicBoolean over) {
        try (var client = HttpClient.newHttpClient()) {
            while (!over.get()) {
                String status = status(client);
                answered.incrementAndGet();
                if (!status.equals("200")) {
                    failed.add(status);
                }
            }
        }
    }

    private String statusOfTheProxy() {
        try (var client = HttpClient.newHttpClient()) {
            return status(client);
        }
    }

    private String status(HttpClient client) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return Integer.toString(
                    client.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Some hundred requests later HAProxy has asked for its health several times. */
    private void isTakenInAgain() {
        int before = answered.get();
        eventually(answered::get, now -> assertThat(now).isGreaterThan(before + 300));
    }

    private Path config(BackendProcess one, BackendProcess other) throws IOException {
        return Files.writeString(folder.resolve("haproxy.cfg"), """
            global
                maxconn 200
            defaults
                mode http
                timeout connect 2s
                timeout client 30s
                timeout server 30s
                option redispatch
            listen portal
                bind 127.0.0.1:%d
                option httpchk GET /health/ready
                default-server check inter 500ms fall 2 rise 2
                server one 127.0.0.1:%d port %d
                server other 127.0.0.1:%d port %d
            """.formatted(
                        port, one.portalPort(), one.managementPort(), other.portalPort(), other.managementPort()));
    }
}
