package latchkey.sandbox.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import latchkey.Backend;
import latchkey.admin.AdminUi;
import latchkey.config.Settings;
import latchkey.password.Password;
import latchkey.password.hash.Argon2;
import latchkey.sandbox.demo.DemoData;
import latchkey.sandbox.postgres.Postgres;

/** A backend with a database of its own, which can be stopped and started under an admin UI that stays. No mail leaves. */
public final class Revival implements AutoCloseable {

    private final Path data = Files.createTempDirectory("latchkey");
    private final Postgres postgres = Postgres.start(data, "revival");
    private final Settings settings;
    private final AdminUi adminUi;
    private Backend backend;

    public Revival() throws IOException {
        String port = freePort();
        settings = Settings.read(Map.of())
                .with(Map.of("portal.port", "0", "management.port", "0", "admin.port", "0", "staff.port", port))
                .with(Map.of("staff.url", "http://localhost:" + port, "database.url", postgres.url()))
                .with(Map.of("mail.url", "smtp://127.0.0.1:1", "secret", "only-for-tests-only-for-tests-only"))
                // A machine that tests is busy, and a sign-in that is told so fails a test of something else.
                .with(Map.of("password.wait", "1500ms"));
        backend = Backend.start(settings).await();
        DemoData.fill(postgres.jdbcUrl(), this::password);
        adminUi = AdminUi.start(settings);
    }

    public String adminUi() {
        return "http://localhost:" + adminUi.port();
    }

    public StaffDesk staff() {
        return new StaffDesk("http://localhost:" + settings.port("staff.port"));
    }

    public void stopBackend() {
        backend.stop().await();
    }

    public void startBackend() {
        backend = Backend.start(settings).await();
    }

    /** How many in the batches of a test; nobody is invited twice there. */
    public long invitationsSent() throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl());
                var statement = connection.createStatement();
                var count = statement.executeQuery("""
                    select count(*) from event join contact on contact.id = contact_id
                    where kind like 'invitation-%sent' and family_name = 'Zillion'
                    """)) {
            return count.next() ? count.getLong(1) : 0;
        }
    }

    /** Whatever invites this contact waits until the connection is closed; all else goes on. */
    public Connection holds(String reference) throws SQLException {
        var connection = DriverManager.getConnection(postgres.jdbcUrl());
        connection.setAutoCommit(false);
        try (var lock = connection.prepareStatement("select from contact where reference = ? for update")) {
            lock.setString(1, reference);
            lock.execute();
        }
        return connection;
    }

    @Override
    public void close() throws IOException {
        adminUi.stop();
        backend.stop().await();
        postgres.close();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    private String password() {
        var password = Password.typed(DemoData.PASSWORD).orElseThrow();
        return new Argon2(Argon2.Parameters.of(settings)).hash(password);
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
