package latchkey.password.hash;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The libsodium build for this platform, as a file that only this process needs, and only until it is opened. */
record SodiumLibrary(Path file) implements AutoCloseable {

    static SodiumLibrary extract() throws IOException {
        String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        try (InputStream build = SodiumLibrary.class.getResourceAsStream(resource)) {
            if (build == null) {
                throw new FileNotFoundException("no build of libsodium at " + resource);
            }
            // A temporary file belongs to this user alone; it is written to, since a new file in its place would not.
            var library = new SodiumLibrary(Files.createTempFile("latchkey-", "-libsodium"));
            Files.write(library.file, build.readAllBytes());
            return library;
        }
    }

    @SuppressWarnings("restricted") // foreign functions are what this class is for
    SymbolLookup open() {
        return SymbolLookup.libraryLookup(file, Arena.global());
    }

    /** Where lazysodium-java keeps the build for a system; there is one for current Linux, macOS and Windows. */
    static String resource(String system, String architecture) {
        boolean arm = architecture.equals("aarch64");
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return arm ? "/mac_arm/libsodium.dylib" : "/mac/libsodium.dylib";
        }
        if (name.startsWith("windows")) {
            return arm ? "/windows_arm64/libsodium.dll" : "/windows64/libsodium.dll";
        }
        return arm ? "/arm64/libsodium.so" : architecture.equals("amd64") ? "/linux64/libsodium.so" : "/none";
    }

    /** An opened library no longer needs its file; Windows deletes it at the end. */
    @Override
    public void close() throws IOException {
        if (!file.toFile().delete()) {
            file.toFile().deleteOnExit();
        }
    }
}
