package latchkey.sandbox;

import java.time.Duration;
import java.util.StringJoiner;
import latchkey.config.Settings;
import latchkey.sandbox.demo.DemoData;

/** What the sandbox says when it is ready: where everything is and who can sign in. */
final class Announcement {

    private static final String NO_DEMO_DATA =
            "  Your own database gets no demo data. To add a staff member: ./latchkey staff add <email> <name>";

    private static final String NO_MAILBOX = "not started: emails go to the server in mail.url";

    private Announcement() {}

    static String of(Sandbox sandbox, Duration sinceStart) {
        Settings settings = sandbox.settings();
        var lines = new StringJoiner("\n", "\n", "\n");
        lines.add("Latchkey's sandbox is ready after %.1f s. Press Ctrl-C to stop it."
                .formatted(sinceStart.toMillis() / 1000.0));
        lines.add("");
        for (String region : settings.regions()) {
            lines.add(line(
                    "Client portal, " + settings.text("regions." + region + ".name"),
                    settings.text("regions." + region + ".url")));
        }
        lines.add(line("Admin UI", settings.text("admin.url")));
        lines.add(line("Staff API", settings.text("staff.url") + "/api/v1/openapi.yaml"));
        lines.add(line("Health and metrics", "http://localhost:" + settings.port("management.port") + "/health/ready"));
        lines.add(line("Mailbox", sandbox.hasMailbox() ? mailbox(settings) : NO_MAILBOX));
        settings.optionalText("regions." + settings.regions().first() + ".home")
                .ifPresent(home -> lines.add(line("After sign-in", home)));
        lines.add("");
        lines.add(sandbox.hasDemoData() ? accounts() : NO_DEMO_DATA);
        return lines.toString();
    }

    private static String mailbox(Settings settings) {
        return "http://localhost:%d (mail server: smtp://localhost:%d)"
                .formatted(settings.port("sandbox.mailbox-port"), settings.port("sandbox.smtp-port"));
    }

    private static String accounts() {
        var lines = new StringJoiner("\n");
        lines.add(line("Staff", String.join(", ", DemoData.STAFF)));
        lines.add(line("Clients", String.join(", ", DemoData.CLIENTS)));
        lines.add(line("Password for all", DemoData.PASSWORD));
        return lines.toString();
    }

    private static String line(String label, String value) {
        return "  %-28s %s".formatted(label, value);
    }
}
