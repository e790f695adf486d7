package latchkey;

import ch.qos.logback.classic.LoggerContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a backend until the process is told to stop. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int LONGEST_STOP_SECONDS = 10;

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            long start = System.nanoTime();
            Backend backend = Backend.start(Settings.read(System.getenv())).await();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(backend), "stop"));
            LOG.atInfo()
                    .addKeyValue("portal", backend.portalPort())
                    .addKeyValue("staff", backend.staffPort())
                    .addKeyValue("management", backend.managementPort())
                    .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
                    .log("ready");
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        } catch (Exception e) {
            // What a future fails with is thrown as it is, checked or not.
            LOG.error("Latchkey could not start", e);
            endLog();
            System.exit(1);
        }
    }

    private static void stop(Backend backend) {
        try {
            backend.stop().await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some requests did not finish in {} s", LONGEST_STOP_SECONDS);
        }
        endLog();
    }

    /** Has the last lines written: in production they wait in a queue, and its thread ends with the process. */
    private static void endLog() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.stop();
        }
    }
}
