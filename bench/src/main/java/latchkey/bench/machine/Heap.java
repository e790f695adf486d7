package latchkey.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another JVM keeps in memory, according to its own tools. */
public final class Heap {

    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

    private Heap() {}

    /** Memory still in use after a full garbage collection, in MB. */
    public static double liveMb(ProcessHandle jvm) {
        // The histogram is of live objects: it collects the garbage first.
        Matcher total = TOTAL.matcher(ask(jvm, "GC.class_histogram"));
        if (!total.find()) {
            throw new IllegalStateException("The JVM does not say what it keeps");
        }
        return Double.parseDouble(total.group(1)) / 1e6;
    }

    private static String ask(ProcessHandle jvm, String question) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process = new ProcessBuilder(jcmd, Long.toString(jvm.pid()), question)
                    .redirectErrorStream(true)
                    .start();
            try (var answer = process.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
