package latchkey.ops;

import java.util.regex.Pattern;
import latchkey.config.Settings;

/**
 * The example regions and senders that latchkey.yaml ships with. If mails go to another machine, or requests come from
 * one, they mean that the operator's own file is not in force.
 */
public final class SandboxValues {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|.*\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private static final Pattern HOST = Pattern.compile(".*[/@.](localhost|latchkey\\.example)([:/>].*)?");

    private SandboxValues() {}

    /** Throws {@link latchkey.config.ConfigException} if one of them is in force beyond this machine. */
    public static void refuse(Settings settings) {
        if (isThisMachine(settings.text("bind"))
                && isThisMachine(settings.uri("mail.url", "smtp", "smtps").getHost())) {
            return;
        }
        for (String region : settings.regions()) {
            refuse(settings, "regions." + region + ".url");
            refuse(settings, "regions." + region + ".sender");
            refuse(settings, "regions." + region + ".support");
        }
        refuse(settings, "admin.url");
        refuse(settings, "admin.sender");
    }

    private static void refuse(Settings settings, String key) {
        if (HOST.matcher(settings.text(key)).matches()) {
            throw settings.fault(
                    key,
                    "is the sandbox's",
                    "set your own; this one is allowed only while bind and mail.url name this machine");
        }
    }

    private static boolean isThisMachine(String host) {
        return THIS_MACHINE.matcher(host).matches();
    }
}
