package latchkey.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of this machine, which tries what operators get; without it the test is left out. */
final class Program {

    /** @param output both streams together */
    record Ended(int status, String output) {}

    private final Path file;

    private Program(Path file) {
        this.file = file;
    }

    static Program named(String name) {
        Path file = Path.of("/usr/bin", name);
        Assumptions.assumeTrue(Files.isExecutable(file), name + " is not installed");
        return new Program(file);
    }

    /** Returns when it has ended, which these programs do by themselves. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(file.toString()), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
