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
    private static final int READ_AND_WRITE = 0x3;
    private static final int PRIVATE_ANONYMOUS_POPULATED = 0x8022;

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
    void the_next_hash_gets_the_memory_of_the_last() {
        var memory = new HashMemory();
        long first = take(memory, 64);
        give(memory, first, 64);
        assertThat(take(memory, 64)).isEqualTo(first);
    }

    @Test
    void as_many_areas_are_kept_as_were_ever_in_use_at_once() {
        var memory = new HashMemory();
        long first = take(memory, 64);
        long second = take(memory, 64);
        give(memory, first, 64);
        give(memory, second, 64);
        long larger = take(memory, 128);
        give(memory, larger, 128);
        assertThat(memory.kept()).containsExactly(larger, second);
    }

    @Test
    void libsodium_takes_its_memory_from_what_is_kept() throws Throwable {
        try (var library = SodiumLibrary.extract()) {
            var functions = library.open();
            var memory =
                    HashMemory.serve(new ElfImports(library.file()), functions.findOrThrow("crypto_pwhash_argon2id"));
            var sodium = new Sodium(functions);
            var selfTests = memory.kept();
            byte[] once = hash(sodium, new Parameters(12_344, 1, 1));
            var kept = memory.kept();
            assertThat(hash(sodium, new Parameters(12_344, 1, 1))).isEqualTo(once);
            assertThat(kept).hasSize(1).isNotEqualTo(selfTests).isEqualTo(memory.kept());
        }
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

    private static long take(HashMemory memory, int kib) {
        return memory.map(0, kib * 1024L, READ_AND_WRITE, PRIVATE_ANONYMOUS_POPULATED, -1, 0);
    }

    private static void give(HashMemory memory, long area, int kib) {
        assertThat(memory.unmap(area, kib * 1024L)).isZero();
    }
}
