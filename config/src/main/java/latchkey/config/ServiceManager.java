package latchkey.config;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service manager that started this process: systemd, where the unit says {@code Type=notify}. */
public final class ServiceManager {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    private ServiceManager() {}

    /** Says that this process is ready, if somebody waits for that; returns before it is heard. */
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
            LOG.warn("The service manager still waits to hear that this process is ready", e);
        }
    }
}
