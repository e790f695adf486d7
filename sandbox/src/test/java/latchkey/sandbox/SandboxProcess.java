package latchkey.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sandbox in a process of its own, at random ports, as {@code ./latchkey} starts it. */
final class SandboxProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile(":(\\d+)");
    private static final Map<String, String> RANDOM_PORTS = Map.of(
            "LATCHKEY_PORTAL_PORT", "0",
            "LATCHKEY_STAFF_PORT", "0",
            "LATCHKEY_ADMIN_PORT", "0",
            "LATCHKEY_MANAGEMENT_PORT", "0",
            "LATCHKEY_SANDBOX_MAILBOX_PORT", "0",
            "LATCHKEY_SANDBOX_SMTP_PORT", "0");

    private final Path data;
    private final Process process;
    private final String announcement;

    private SandboxProcess(Path data, Process process, String announcement) {
        this.data = data;
        this.process = process;
        this.announcement = announcement;
    }

    /** Waits until it is ready. */
    static SandboxProcess start(Path data) throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        Main.class.getName())
                .redirectError(Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
        builder.environment().putAll(RANDOM_PORTS);
        builder.environment().put("LATCHKEY_SANDBOX_DATA", data.toString());
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Process process = builder.start();
        return new SandboxProcess(data, process, announced(process.inputReader()));
    }

    String announcement() {
        return announcement;
    }

    int port(String label) {
        return announcement
                .lines()
                .filter(line -> line.strip().startsWith(label))
                .map(PORT::matcher)
                .filter(Matcher::find)
                .mapToInt(port -> Integer.parseInt(port.group(1)))
                .findFirst()
                .orElseThrow();
    }

    int smtpPort() {
        return Integer.parseInt(announcement.replaceAll("(?s).*smtp://localhost:(\\d+).*", "$1"));
    }

    String get(int port, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    ProcessHandle postgres() throws IOException {
        String pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    void terminate() {
        process.destroy();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** {@code kill -9} for the sandbox and for what would clean up after it. */
    void killWithGuard() throws InterruptedException {
        process.children().forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    boolean endsWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, SECONDS);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 15, SECONDS).join();
        process.destroyForcibly();
    }

    private static String announced(BufferedReader out) throws IOException {
        var lines = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.append(line).append('\n');
            if (line.contains("Password for all") || line.contains("gets no demo data")) {
                return lines.toString();
            }
        }
        throw new IllegalStateException("The sandbox ended before it was ready: " + lines);
    }
}
