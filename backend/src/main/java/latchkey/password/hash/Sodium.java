package latchkey.password.hash;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Argon2id by libsodium, which supports one lane, salts of 16 bytes and at least 8 KiB. */
final class Sodium implements Argon2.Derivation {

    private static final Logger LOG = LoggerFactory.getLogger(Sodium.class);

    private static final int ARGON2ID13 = 2;

    private final MethodHandle argon2id;

    @SuppressWarnings("restricted") // foreign functions are what this class is for
    Sodium(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        argon2id = linker.downcallHandle(
                library.findOrThrow("crypto_pwhash_argon2id"),
                FunctionDescriptor.of(
                        JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT));
        MethodHandle init = linker.downcallHandle(library.findOrThrow("sodium_init"), FunctionDescriptor.of(JAVA_INT));
        if (call(() -> (int) init.invokeExact()) < 0) {
            throw new IllegalStateException("sodium_init failed");
        }
        selfTest();
    }

    /** Loaded and tested once; empty, with a warning, if that fails. */
    static Optional<Sodium> ofThisProcess() {
        return Loaded.SODIUM;
    }

    @Override
    public boolean supports(Argon2.Parameters parameters, int saltBytes) {
        return parameters.parallelism() == 1 && saltBytes == Phc.SALT_BYTES;
    }

    @Override
    public byte[] derive(byte[] password, byte[] salt, Argon2.Parameters parameters, int length) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment secret = arena.allocateFrom(ValueLayout.JAVA_BYTE, password);
            MemorySegment nativeSalt = arena.allocateFrom(ValueLayout.JAVA_BYTE, salt);
            MemorySegment tag = arena.allocate(length);
            try {
                derive(tag, secret, nativeSalt, parameters);
                return tag.toArray(ValueLayout.JAVA_BYTE);
            } finally {
                secret.fill((byte) 0);
                tag.fill((byte) 0);
            }
        }
    }

    private void derive(MemorySegment tag, MemorySegment secret, MemorySegment salt, Argon2.Parameters parameters) {
        int failed = call(() -> (int) argon2id.invokeExact(
                tag,
                tag.byteSize(),
                secret,
                secret.byteSize(),
                salt,
                (long) parameters.iterations(),
                parameters.memoryKib() * 1024L,
                ARGON2ID13));
        if (failed != 0) {
            throw new OutOfMemoryError("libsodium found no " + parameters.memoryKib() + " KiB for a password hash");
        }
    }

    /** A vector of libsodium's own tests, for an empty password. */
    private void selfTest() {
        Phc known = Phc.parse("$argon2id$v=19$m=4882,t=2,p=1$bA81arsiXysd3WbTRzmEOw"
                        + "$Nm8QBM+7RH1DXo9rvp5cwKEOOOfD2g6JuxlXihoNcpE")
                .orElseThrow();
        byte[] tag = derive(new byte[0], known.salt(), known.parameters(), Phc.TAG_BYTES);
        if (!MessageDigest.isEqual(tag, known.tag())) {
            throw new IllegalStateException("libsodium computes another Argon2id than the one that is known");
        }
    }

    private static int call(Native call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Sodium> load() {
        try (var library = SodiumLibrary.extract()) {
            return Optional.of(new Sodium(library.open()));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.warn("libsodium can't be used here: {}", e.toString());
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Native {

        int run() throws Throwable;
    }

    private static final class Loaded {

        static final Optional<Sodium> SODIUM = load();
    }
}
