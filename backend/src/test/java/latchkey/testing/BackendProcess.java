package latchkey.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A backend in a process of its own, with the memory of the shipped one, on the database of a world. */
public final class BackendProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final int portal = freePort();
    private final int staff = freePort();
    private final int management = freePort();
    private final Map<String, String> environment;
    private Process process;

    /** @param url under which clients reach the portal of {@code au} */
    public BackendProcess(World world, String url) {
        this(world, url, Map.of());
    }

    /** @param others variables beside those of the world */
    public BackendProcess(World world, String url, Map<String, String> others) {
        environment = new HashMap<>(Map.of(
                "LATCHKEY_DATABASE_URL", world.database().url(),
                "LATCHKEY_SECRET", world.settings().text("secret"),
                "LATCHKEY_MAIL_URL", "smtp://127.0.0.1:1",
                "LATCHKEY_REGIONS_AU_URL", url,
                "LATCHKEY_PORTAL_PORT", Integer.toString(portal),
                "LATCHKEY_STAFF_PORT", Integer.toString(staff),
                "LATCHKEY_MANAGEMENT_PORT", Integer.toString(management)));
        environment.putAll(others);
        process = start();
    }

    public int portalPort() {
        return portal;
    }

    public int staffPort() {
        return staff;
    }

    public int managementPort() {
        return management;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a service manager does, and starts it again. */
    public void restart() throws InterruptedException {
        stop();
        process = start();
    }

    /** Ends it as a service manager does. */
    public void stop() throws InterruptedException {
        process.destroy();
        var _ = process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Until it is closed nobody listens on its local port, and nobody else can. */
    public static Socket nobody() {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns when it is ready. */
    private Process start() {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "latchkey.Main")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            Process started = builder.start();
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .atMost(LONGEST_START)
                    .until(() -> readiness() == 200);
            return started;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int readiness() throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + management + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0; // nobody listens yet
        }
    }
}
