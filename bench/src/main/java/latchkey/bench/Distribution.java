package latchkey.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

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

    /**
     * Leaves the libraries uncompressed: a start without the AOT cache would inflate 6,000 classes. The archive is
     * compressed as a whole, and no larger for it.
     */
    void storeLibraries() throws IOException {
        try (var files = Files.list(plan.backend().resolve("lib"))) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                store(jar);
            }
        }
    }

    private static void store(Path jar) throws IOException {
        Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
        try (var from = new ZipFile(jar.toFile());
                var to = new ZipOutputStream(Files.newOutputStream(stored))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                var copy = new ZipEntry(entry.getName());
                copy.setMethod(ZipEntry.STORED);
                copy.setSize(entry.getSize());
                copy.setCrc(entry.isDirectory() ? 0 : entry.getCrc());
                copy.setLastModifiedTime(entry.getLastModifiedTime());
                to.putNextEntry(copy);
                try (var content = from.getInputStream(entry)) {
                    content.transferTo(to);
                }
            }
        }
        Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Packs the folder with everything that was added to it. With GNU tar the same content gives the same bytes; the
     * cache that the JVM writes differs each time.
     */
    void pack() throws IOException {
        String name = archive().getFileName().toString().replace(".tar.gz", "");
        Path folder = plan.backend();
        Path named = Files.move(folder, folder.resolveSibling(name));
        var arguments = new ArrayList<>(
                List.of("-czf", archive().toString(), "-C", plan.target().toString(), name));
        if (isGnu()) {
            arguments.addAll(0, List.of("--sort=name", "--mtime=2026-01-01", "--owner=0", "--group=0"));
        }
        tar(arguments.toArray(String[]::new));
        Files.move(named, folder);
    }

    private Path archive() throws IOException {
        try (var files = Files.list(plan.project().resolve("backend/target"))) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no archive of the backend: run ./latchkey package"));
        }
    }

    private static boolean isGnu() throws IOException {
        var version = new ProcessBuilder("tar", "--version").start();
        return new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("GNU");
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
