package latchkey.admin;

import latchkey.admin.web.WebServer;
import latchkey.config.ConfigException;
import latchkey.config.Settings;

/** The running admin UI. It needs nothing but the address of the staff API. */
public final class AdminUi {

    private final WebServer server;

    private AdminUi(WebServer server) {
        this.server = server;
    }

    /** Starts listening; returns when the first page can be served. */
    public static AdminUi start(Settings settings) {
        var server = WebServer.of(settings);
        try {
            server.start();
            return new AdminUi(server);
        } catch (java.io.IOException e) {
            throw new ConfigException("admin.port", "can't be used (" + e.getMessage() + ")", "choose a free port");
        }
    }

    public int port() {
        return server.port();
    }

    /** Lets running requests finish, for at most five seconds. */
    public void stop() {
        server.stop();
    }
}
