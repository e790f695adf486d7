package latchkey.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import latchkey.Backend;
import latchkey.admin.AdminUi;
import latchkey.config.Settings;
import latchkey.database.Database;
import latchkey.password.Password;
import latchkey.password.hash.Argon2;
import latchkey.sandbox.demo.DemoData;
import latchkey.sandbox.home.NewHome;
import latchkey.sandbox.mailbox.Mailbox;
import latchkey.sandbox.postgres.Postgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything on one machine: parts that the settings leave out are embedded. Closing it stops all parts, the last
 * first.
 */
public final class Sandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Settings settings;
    private boolean mailbox;
    private boolean demoData;

    private Sandbox(Settings given) {
        this.settings = given;
    }

    /**
     * Blocks until everything answers.
     *
     * @throws latchkey.config.ConfigException when a port is taken, another sandbox runs with the same folder, or an
     *     earlier version of Latchkey made it
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

    /** Whether mails stay here; else they go to {@code mail.url}. */
    public boolean hasMailbox() {
        return mailbox;
    }

    /** Whether there are made-up clients and staff; never in a database from the settings. */
    public boolean hasDemoData() {
        return demoData;
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
            set("secret", folder.secret("secret"));
        }
        CompletableFuture<AdminUi> adminUi = startAdminUi();
        startMailbox(folder);
        if (settings.has("database.url")) {
            startBackend();
        } else {
            startDatabase(folder);
        }
        join(adminUi);
    }

    /** In parallel: it needs none of the others to start, and takes as long as all of them. */
    private CompletableFuture<AdminUi> startAdminUi() {
        Settings settled = settings;
        var starting = CompletableFuture.supplyAsync(() -> AdminUi.start(settled), work -> new Thread(work).start());
        parts.push(() -> starting.join().stop());
        return starting;
    }

    private void startMailbox(DataFolder folder) {
        if (!settings.has("mail.url")) {
            parts.push(Mailbox.start(settings, folder.path().resolve("mail")));
            set("mail.url", "smtp://127.0.0.1:" + settings.port("sandbox.smtp-port"));
            mailbox = true;
        }
    }

    private void startDatabase(DataFolder folder) {
        Postgres postgres = with(Postgres.start(folder.path(), folder.secret("database-password")));
        set("database.url", postgres.url());
        try {
            new Database(settings).migrate();
        } catch (Database.OtherTables e) {
            throw folder.ofEarlierVersion();
        }
        // Before the backend says that it is ready.
        DemoData.fill(postgres.jdbcUrl(), this::demoPassword);
        demoData = true;
        parts.push(NewHome.start(settings));
        settings = settings.with(NewHome.landing(settings));
        startBackend();
    }

    private void startBackend() {
        // No drain: there is no proxy in front that has to notice the stop.
        Backend backend =
                Backend.start(settings.with(Map.of("shutdown.drain", "0s"))).await();
        parts.push(() -> backend.stop().await());
    }

    private String demoPassword() {
        var password = Password.typed(DemoData.PASSWORD).orElseThrow();
        return new Argon2(Argon2.Parameters.of(settings)).hash(password);
    }

    private void set(String key, String value) {
        settings = settings.with(Map.of(key, value));
    }

    private <T extends AutoCloseable> T with(T part) {
        parts.push(part);
        return part;
    }

    private static void join(CompletableFuture<AdminUi> starting) {
        try {
            starting.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("A part of the sandbox did not stop", e);
        }
    }
}
