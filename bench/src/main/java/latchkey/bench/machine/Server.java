package latchkey.bench.machine;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server under test, in a process of its own that this one starts, waits for and stops. */
public final class Server implements AutoCloseable {

    /** At most a hundredth of a quick start, and long enough that polling costs next to nothing. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);

    private final Process process;
    private final double readySeconds;

    private Server(Process process, double readySeconds) {
        this.process = process;
        this.readySeconds = readySeconds;
    }

    /** @param ready answers 200 once the server is ready */
    public static Server start(List<String> command, Map<String, String> environment, Path log, URI ready)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // Only the given settings: those of this process don't apply to it.
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-server"));
        while (!isListening(ready) || !isReady(ready)) {
            if (!process.isAlive() || System.nanoTime() - start > LONGEST_START.toNanos()) {
                process.destroy();
                throw new IllegalStateException(command.getFirst() + " did not start; see " + log);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return new Server(process, (System.nanoTime() - start) / 1e9);
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Seconds from the start of the process until it answered that it is ready. */
    public double readySeconds() {
        return readySeconds;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isListening(URI address) {
        try (var socket = SocketChannel.open()) {
            return socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isReady(URI ready) {
        try {
            var connection = (HttpURLConnection) ready.toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(1000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
