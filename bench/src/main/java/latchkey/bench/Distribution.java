package latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The backend's archive, as {@code ./latchkey package} makes it and an operator unpacks it. */
final class Distribution {

    private final Plan plan;

    Distribution(Plan plan) {
        this.plan = plan;
    }

    void unpack() throws IOException {
        Path folder = plan.backend();
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        Files.createDirectories(folder);
        tar("-xzf", archive().toString(), "-C", folder.toString(), "--strip-components=1");
    }

    /** With what was added to the unpacked folder. */
    void pack() throws IOException {
        String name = archive().getFileName().toString().replace(".tar.gz", "");
        Path folder = plan.backend();
        Path named = Files.move(folder, folder.resolveSibling(name));
        tar("-czf", archive().toString(), "-C", plan.target().toString(), name);
        Files.move(named, folder);
    }

    private Path archive() throws IOException {
        try (var files = Files.list(plan.project().resolve("backend/target"))) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no archive of the backend: run ./latchkey package"));
        }
    }

    private static void tar(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("tar"));
        command.addAll(List.of(arguments));
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException("tar failed: " + command);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
