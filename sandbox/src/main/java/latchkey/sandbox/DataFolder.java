package latchkey.sandbox;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import latchkey.config.ConfigException;
import latchkey.config.Settings;

/**
 * The folder that keeps the sandbox's data between runs, readable only by its owner. One process at a time holds it.
 */
public final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws ConfigException when another sandbox holds the folder, or it can't be written */
    public static DataFolder open(Settings settings) {
        Path path = settings.path("sandbox.data").toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            ownerOnly(path);
            return new DataFolder(path, hold(path));
        } catch (IOException e) {
            throw new ConfigException(
                    "sandbox.data", "can't be written (" + path + ")", "name another folder in LATCHKEY_SANDBOX_DATA");
        }
    }

    public Path path() {
        return path;
    }

    /** A secret of 32 random bytes in hexadecimal: created at the first call, the same from then on. */
    public String secret(String name) {
        Path file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, random());
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The error if the database has tables that this version can't migrate. */
    ConfigException ofEarlierVersion() {
        return new ConfigException(
                "sandbox.data",
                "names a folder created by an earlier version of Latchkey (" + path + ")",
                "delete it to start over: rm -r " + path);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    // The system releases the lock when the process ends, however it ends: no lock is ever stale.
    private static FileChannel hold(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve("lock"), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer
        }
        channel.close();
        throw new ConfigException(
                "sandbox.data",
                "is in use by a running sandbox (" + path + ")",
                "stop it, or name another folder in LATCHKEY_SANDBOX_DATA");
    }

    // Whole or not at all: a process killed between the two lines leaves no half secret.
    private static void write(Path file, String secret) throws IOException {
        // A temporary file is accessible only to its owner from the start.
        Path draft = Files.createTempFile(file.getParent(), "secret", "");
        Files.writeString(draft, secret);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void ownerOnly(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
