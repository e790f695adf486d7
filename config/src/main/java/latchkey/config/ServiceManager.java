package latchkey.config;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service manager that started this process: systemd, if the unit says {@code Type=notify}. */
public final class ServiceManager {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    private ServiceManager() {}

    /** Reports that this process is ready, if the service manager waits for that; does not wait for delivery. */
    public static void tellReady(Map<String, String> environment) {
        if (!environment.containsKey("NOTIFY_SOCKET")) {
            return;
        }
        try {
            // systemd's own program, since the JDK has no datagrams of Unix sockets.
            var _ = new ProcessBuilder("systemd-notify", "--ready")
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            LOG.warn("Could not tell the service manager that this process is ready", e);
        }
    }
}
