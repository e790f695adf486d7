package latchkey.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import latchkey.password.Argon2.Parameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HashMemoryTest {

    private static final byte[] SALT = "sixteen of bytes".getBytes(US_ASCII);
    private static final List<Parameters> SIZES =
            List.of(new Parameters(64, 2, 1), new Parameters(1024, 1, 1), new Parameters(3000, 1, 1));

    @BeforeEach
    void is_for_linux_on_x86_64() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
    }

    @Test
    void hashes_of_several_sizes_in_kept_memory_are_right() {
        Sodium sodium = Sodium.ofThisProcess().orElseThrow();
        List<byte[]> right =
                SIZES.stream().map(size -> hash(new BouncyCastle(), size)).toList();
        IntStream.range(0, 300)
                .parallel()
                .forEach(i -> assertThat(hash(sodium, SIZES.get(i % 3))).isEqualTo(right.get(i % 3)));
    }

    @Test
    void the_memory_of_a_hash_is_kept() throws IOException {
        Sodium sodium = Sodium.ofThisProcess().orElseThrow();
        var unusual = new Parameters(12_344, 1, 1);
        long before = mapped(unusual);
        assertThat(hash(sodium, unusual)).isEqualTo(hash(sodium, unusual));
        assertThat(mapped(unusual)).isEqualTo(before + 1);
    }

    @Test
    void the_imports_of_libsodium_are_found() throws IOException {
        try (var library = SodiumLibrary.extract()) {
            var imports = new ElfImports(library.file());
            assertThat(imports.slot("mmap")).isPresent();
            assertThat(imports.slot("munmap")).isPresent().isNotEqualTo(imports.slot("mmap"));
            assertThat(imports.slot("mma")).isEmpty();
            assertThat(imports.address("crypto_pwhash_argon2id")).isPresent();
        }
    }

    @Test
    void the_file_of_the_library_is_private_and_gone_after_use() throws IOException {
        Path file;
        try (var library = SodiumLibrary.extract()) {
            file = library.file();
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
        assertThat(file).doesNotExist();
    }

    private static byte[] hash(Argon2.Derivation derivation, Parameters parameters) {
        return derivation.derive("correct horse".getBytes(US_ASCII), SALT, parameters, 32);
    }

    /** How many areas of this process have exactly the size of one hash. */
    private static long mapped(Parameters parameters) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/smaps"))) {
            return lines.filter(line -> line.matches("Size:\\s+" + parameters.memoryKib() + " kB"))
                    .count();
        }
    }
}
