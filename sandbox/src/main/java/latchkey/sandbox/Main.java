package latchkey.sandbox;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import latchkey.config.ConfigException;
import latchkey.config.Settings;

/** Starts the sandbox, says where everything is, and stops it all at Ctrl-C or SIGTERM. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            Settings settings = Settings.read(System.getenv());
            logTo(settings.path("sandbox.data").resolve("sandbox.log"));
            Sandbox sandbox = Sandbox.start(settings);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "stop"));
            System.out.println(Announcement.of(sandbox, sinceStart()));
            Thread.currentThread().join();
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    // Before the first logger is created: the modules' own configurations are for production.
    private static void logTo(Path file) {
        System.setProperty("latchkey.sandbox.log", file.toString());
        System.setProperty("logback.configurationFile", "logback-sandbox.xml");
    }

    /** Since the start of the JVM: the process may have built Latchkey before. */
    private static Duration sinceStart() {
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return Duration.between(Instant.ofEpochMilli(start), Instant.now());
    }
}
