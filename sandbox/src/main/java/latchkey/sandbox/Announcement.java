package latchkey.sandbox;

import java.time.Duration;
import java.util.StringJoiner;
import latchkey.config.Settings;

/** What the sandbox says when it is ready: where everything is and who can sign in. */
final class Announcement {

    private Announcement() {}

    static String of(Sandbox sandbox, Duration sinceStart) {
        Settings settings = sandbox.settings();
        var lines = new StringJoiner("\n", "\n", "\n");
        lines.add(
                "Latchkey's sandbox is ready after %.1f s. Ctrl-C stops it.".formatted(sinceStart.toMillis() / 1000.0));
        lines.add("");
        for (String region : settings.regions()) {
            lines.add(line(
                    "Portal, " + settings.text("regions." + region + ".name"),
                    settings.text("regions." + region + ".url")));
        }
        lines.add(line("Admin UI", settings.text("admin.url")));
        lines.add(line("Staff API", settings.text("staff.url") + "/api/v1/openapi.yaml"));
        lines.add(line("Health and metrics", "http://localhost:" + settings.port("management.port") + "/health/ready"));
        lines.add(line("Mailbox", "http://localhost:" + settings.port("sandbox.mailbox-port")));
        return lines.toString();
    }

    private static String line(String label, String value) {
        return "  %-22s %s".formatted(label, value);
    }
}
