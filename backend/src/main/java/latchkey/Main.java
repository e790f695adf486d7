package latchkey;

import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import latchkey.config.ConfigException;
import latchkey.config.ServiceManager;
import latchkey.config.Settings;
import latchkey.database.Database;
import latchkey.ops.SandboxValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a backend until the process is told to stop. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** After the drain: running requests get 10 s, and what stops after them is quick. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(12);

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            long start = System.nanoTime();
            var settings = Settings.read(System.getenv());
            SandboxValues.refuse(settings);
            Backend backend = Backend.listen(settings).await();
            Duration longest = settings.pause("shutdown.drain").plus(LONGEST_STOP);
            // First of all: a process that is known to be ready may be stopped at any moment.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(backend, longest), "stop"));
            backend.open().await();
            LOG.atInfo()
                    .addKeyValue("portal", backend.portalPort())
                    .addKeyValue("staff", backend.staffPort())
                    .addKeyValue("management", backend.managementPort())
                    .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
                    .log("ready");
            ServiceManager.tellReady(System.getenv());
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (Database.TablesInUse e) {
            LOG.error("{}", e.getMessage());
            endLog();
            System.exit(1);
        } catch (Exception e) {
            // A future's failure is thrown unchanged, checked or not.
            LOG.error("Latchkey could not start", e);
            endLog();
            System.exit(1);
        }
    }

    private static void stop(Backend backend, Duration longest) {
        try {
            backend.stop().await(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some requests did not finish within {} s", longest.toSeconds());
        }
        endLog();
    }

    /** Flushes the last lines: in production they wait in a queue whose thread ends with the process. */
    private static void endLog() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.stop();
        }
    }
}
