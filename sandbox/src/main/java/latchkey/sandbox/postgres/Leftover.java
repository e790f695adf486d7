package latchkey.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import latchkey.config.ConfigException;

/** A PostgreSQL that an earlier sandbox may have left running in a cluster's folder. */
final class Leftover {

    private final Path cluster;
    private final Path pidFile;

    Leftover(Path cluster) {
        this.cluster = cluster;
        this.pidFile = cluster.resolve("postmaster.pid");
    }

    /** Stops it if there is one, and removes its lock. Touches no process except a server of this very folder. */
    void remove() {
        pid().flatMap(ProcessHandle::of).filter(this::serves).ifPresent(this::stop);
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Long> pid() {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    // Process numbers are reused: only a server that works in this folder is the one that was left.
    private boolean serves(ProcessHandle process) {
        Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Files.isSymbolicLink(workingFolder)
                    ? Files.readSymbolicLink(workingFolder).equals(cluster.toRealPath())
                    : process.info().commandLine().orElse("").contains(cluster.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private void stop(ProcessHandle server) {
        boolean stopped = signal(server, "INT", 10) || signal(server, "QUIT", 5);
        if (!stopped) {
            throw new ConfigException(
                    "sandbox.data",
                    "has a PostgreSQL that doesn't stop (process " + server.pid() + ")",
                    "end that process, or name another folder in LATCHKEY_SANDBOX_DATA");
        }
    }

    private static boolean signal(ProcessHandle server, String signal, long seconds) {
        try {
            int exit = new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.onExit().get(seconds, TimeUnit.SECONDS);
            return exit == 0 || !server.isAlive();
        } catch (TimeoutException e) {
            return false;
        } catch (IOException | InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("PostgreSQL's process can't be signalled", e);
        }
    }
}
