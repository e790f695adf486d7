package latchkey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What all processors hash with nothing else running, as the packaged backend itself measures it. */
final class RawHashes {

    private RawHashes() {}

    static double perSecond(Plan plan, HashCost cost) {
        try {
            var builder = new ProcessBuilder(
                            plan.backend().resolve("bin/latchkey-backend").toString(), "calibrate", cost.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            var process = builder.start();
            try (var lines = process.inputReader()) {
                return lines.lines()
                        .filter(line -> line.startsWith("libsodium"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("calibrate printed no rate"));
            } finally {
                process.destroy(); // its further measurements are not needed
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
