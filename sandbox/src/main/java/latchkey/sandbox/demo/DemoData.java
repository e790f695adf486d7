package latchkey.sandbox.demo;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sixty made-up contacts in three regions, two staff members, and their history up to this moment. Written once, into
 * an empty database.
 */
public final class DemoData {

    /** Everybody's in the demonstration. Not a secret: these accounts exist only in sandboxes. */
    public static final String PASSWORD = "sandbox-only-password";

    public static final List<String> STAFF = List.of(Staff.ADMIN, Staff.SUPPORT);

    /** Clients with an account whose addresses are documented. */
    public static final List<String> CLIENTS =
            List.of("client.au@example.test", "client.nz@example.test", "client.us@example.test");

    private static final List<String> REGIONS = List.of("au", "nz", "us");

    private DemoData() {}

    /**
     * Does nothing if there are contacts or staff already.
     *
     * @param password gives the PHC string of {@link #PASSWORD}; called once, and only if needed
     */
    public static void fill(String jdbcUrl, Supplier<String> password) {
        try {
            if (DemoTable.isEmpty(jdbcUrl)) {
                made(Instant.now().truncatedTo(ChronoUnit.SECONDS), password.get())
                        .write(jdbcUrl);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The demo data can't be written", e);
        }
    }

    private static DemoTable made(Instant now, String password) {
        var table = new DemoTable();
        Staff staff = Staff.added(table, now.minus(Duration.ofDays(90)), password);
        var stories = new Stories(table, staff, now);
        REGIONS.forEach(stories::tell);
        return table;
    }
}
