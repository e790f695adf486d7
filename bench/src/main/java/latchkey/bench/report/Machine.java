package latchkey.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine that a run was made on. */
final class Machine {

    private Machine() {}

    static String describe() {
        return "%d processors (%s), %s %s, Java %s%s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version").replaceAll("-.*", ""),
                        System.getProperty("java.vm.version"),
                        isAutogrouped() ? ", autogroups: PostgreSQL waits longer, see docs/operations.md" : "");
    }

    /** Whether Linux shares processors among sessions first; each process of PostgreSQL is one. */
    private static boolean isAutogrouped() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/sched_autogroup_enabled"))
                    .startsWith("1");
        } catch (IOException e) { // no Linux, or one without
            return false;
        }
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
