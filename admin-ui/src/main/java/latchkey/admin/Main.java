package latchkey.admin;

import latchkey.config.ConfigException;
import latchkey.config.ServiceManager;
import latchkey.config.Settings;
import org.slf4j.LoggerFactory;

/** Starts the admin UI with the configuration of this process, and stops it in order at SIGTERM. */
public final class Main {

    private Main() {}

    static void main() {
        try {
            AdminUi admin = AdminUi.start(Settings.read(System.getenv()));
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(admin::stop));
            LoggerFactory.getLogger(Main.class)
                    .atInfo()
                    .addKeyValue("port", admin.port())
                    .log("Admin UI started");
            ServiceManager.tellReady(System.getenv());
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
