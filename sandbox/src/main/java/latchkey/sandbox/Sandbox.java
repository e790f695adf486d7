package latchkey.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import latchkey.config.Settings;
import latchkey.sandbox.mailbox.Mailbox;
import latchkey.sandbox.postgres.Postgres;
import org.slf4j.LoggerFactory;

/** Everything on one machine: what the settings leave out is embedded. Closing it stops all parts, the last first. */
public final class Sandbox implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Settings settings;

    private Sandbox(Settings given) {
        this.settings = given;
    }

    /**
     * Blocks until everything answers.
     *
     * @throws latchkey.config.ConfigException when a port is taken, or another sandbox runs with the same folder
     */
    public static Sandbox start(Settings given) {
        var sandbox = new Sandbox(given);
        try {
            sandbox.start();
            return sandbox;
        } catch (Throwable e) {
            sandbox.close();
            throw e;
        }
    }

    /** With the real ports and the addresses of the embedded parts. */
    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private void start() {
        DataFolder folder = with(DataFolder.open(settings));
        settings = Ports.settle(settings);
        if (!settings.has("secret")) {
            settings = settings.with(Map.of("secret", folder.secret("secret")));
        }
        startMailbox(folder);
        startDatabase(folder);
    }

    private void startMailbox(DataFolder folder) {
        if (!settings.has("mail.url")) {
            parts.push(Mailbox.start(settings, folder.path().resolve("mail")));
            settings = settings.with(Map.of("mail.url", "smtp://127.0.0.1:" + settings.port("sandbox.smtp-port")));
        }
    }

    private void startDatabase(DataFolder folder) {
        if (!settings.has("database.url")) {
            Postgres postgres = with(Postgres.start(folder.path(), folder.secret("database-password")));
            settings = settings.with(Map.of("database.url", postgres.url()));
        }
    }

    private <T extends AutoCloseable> T with(T part) {
        parts.push(part);
        return part;
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LoggerFactory.getLogger(Sandbox.class).warn("A part of the sandbox did not stop", e);
        }
    }
}
