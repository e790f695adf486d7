package latchkey.password.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import latchkey.config.ConfigException;
import latchkey.config.Settings;
import latchkey.password.Password;
import latchkey.password.hash.Argon2.Derivation;
import latchkey.password.hash.Argon2.Parameters;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2Test {

    private static final Parameters CHEAP = new Parameters(64, 1, 1);
    private static final Password HORSE = new Password("correct horse");
    private static final Password MULE = new Password("correct mule");

    private final Argon2 fast = new Argon2(CHEAP);
    private final Argon2 pure = new Argon2(CHEAP, Optional.empty());

    static Stream<Derivation> derivations() {
        return Stream.concat(Stream.of(new BouncyCastle()), Sodium.ofThisProcess().stream());
    }

    @Test
    void libsodium_loads_where_its_build_is_carried() {
        assumeThat(System.getProperty("os.arch")).isIn("amd64", "aarch64");
        assertThat(Sodium.ofThisProcess()).isPresent();
    }

    /** libsodium's test/default/pwhash_argon2id.c, the seventh of its vectors. */
    @ParameterizedTest
    @MethodSource("derivations")
    void libsodiums_vector(Derivation derivation) {
        byte[] tag = derivation.derive(
                hex("b540beb016a5366524d4605156493f9874514a5aa58818cd0c6dfffaa9e90205f17b"),
                hex("44071f6d181561670bda728d43fb79b4"),
                new Parameters(1593, 1, 1),
                231);
        assertThat(tag)
                .isEqualTo(hex(
                        "7fb72409b0987f8190c3729710e98c3f80c5a8727d425fdcde7f3644d467fe973f5b5fee683bd3fce812cb9ae5e9"
                                + "921a2d06c2f1905e4e839692f2b934b682f11a2fe2b90482ea5dd234863516dba6f52dc0702d324ec77d860c2e181f844"
                                + "72bd7104fedce071ffa93c5309494ad51623d214447a7b2b1462dc7d5d55a1f6fd5b54ce024118d86f0c6489d16545aaa"
                                + "87b6689dad9f2fb47fda9894f8e12b87d978b483ccd4cc5fd9595cdc7a818452f915ce2f7df95ec12b1c72e3788d47344"
                                + "1d884f9748eb14703c21b45d82fd667b85f5b2d98c13303b3fe76285531a826b6fc0fe8e3dddecf"));
    }

    /** The reference implementation's test.c, whose salts have 8 bytes. */
    @ParameterizedTest
    @CsvSource({
        "256, 2, 1, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
        "256, 2, 2, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
        "65536, 2, 1, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    })
    void the_reference_implementations_vectors(int memory, int iterations, int lanes, String tag) {
        var parameters = new Parameters(memory, iterations, lanes);
        byte[] derived =
                new BouncyCastle().derive("password".getBytes(US_ASCII), "somesalt".getBytes(US_ASCII), parameters, 32);
        assertThat(derived).isEqualTo(hex(tag));
    }

    /** RFC 9106, 5.3; its secret and associated data are nothing that Latchkey uses. */
    @Test
    void bouncy_castle_computes_the_rfcs_vector() {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(hex("02".repeat(16)))
                .withSecret(hex("03".repeat(8)))
                .withAdditional(hex("04".repeat(12)))
                .build());
        byte[] tag = new byte[32];
        assertThat(generator.generateBytes(hex("01".repeat(32)), tag)).isEqualTo(32);
        assertThat(tag).isEqualTo(hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=4096,t=19,p=1$PkEgMTYtYnl0ZXMgc2FsdA$ltB/ue1kPtBMBGfsysMpPigE6hiNEKZ9vs8vLNVDQGA",
            })
    void a_phc_string_of_another_program_is_read(String phc) {
        var password = new Password("^T5H$JYt39n%K*j:W]!1s?vg!:jGi]Ax?..l7[p0v:1jHTpla9;]bUN;?bWyCbtqg ");
        assertThat(fast.matches(password, phc)).isTrue();
        assertThat(pure.matches(password, phc)).isTrue();
        assertThat(fast.matches(HORSE, phc)).isFalse();
    }

    @Test
    void several_lanes_and_other_salts_are_read_too() {
        String phc =
                "$argon2id$v=19$m=4096,t=1,p=3$PkEgcHJldHR5IGxvbmcgc2FsdA$HUqx5Z1b/ZypnUrvvJ5UC2Q+T6Q1WwASK/Kr9dRbGA0";
        assertThat(fast.matches(new Password("K3S=KyH#)36_?]LxeR8QNKw6X=gFbxai$C%29V*"), phc))
                .isTrue();
    }

    @Test
    void what_one_implementation_hashes_the_other_verifies() {
        var umlauts = new Password("zwölf Boxkämpfer \ud83d\ude00");
        assertThat(pure.matches(umlauts, fast.hash(umlauts))).isTrue();
        assertThat(fast.matches(umlauts, pure.hash(umlauts))).isTrue();
        assertThat(pure.matches(HORSE, fast.hash(umlauts))).isFalse();
    }

    @Test
    void a_hash_is_a_phc_string_with_a_salt_of_its_own() {
        assertThat(fast.hash(HORSE))
                .matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
                .isNotEqualTo(fast.hash(HORSE));
    }

    @Test
    void nothing_matches_the_hash_of_nobody() {
        assertThat(fast.matches(HORSE, fast.unmatched())).isFalse();
        assertThat(fast.unmatched()).hasSameSizeAs(fast.hash(HORSE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$G5ajKFCoUzaXRLdz7UJb5wGkb2Xt+X5/GQjUYtS2+TE",
                "$argon2id$v=16$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$G5ajKFCoUzaXRLdz7UJb5wGkb2Xt+X5/GQjUYtS2+TE",
                "$argon2id$v=19$m=9999999,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZg$G5ajKFCoUzaXRLdz7UJb5wGkb2Xt+X5/GQjUYtS2+TE",
                "$argon2id$v=19$m=64,t=0,p=1$MDEyMzQ1Njc4OWFiY2RlZg$G5ajKFCoUzaXRLdz7UJb5wGkb2Xt+X5/GQjUYtS2+TE",
                "$argon2id$v=19$m=64,t=1,p=1$MDEyMzQ1Njc4OWFiY2RlZ$G5ajKFCoUzaXRLdz7UJb5wGkb2Xt+X5/GQjUYtS2+TE"
            })
    void what_is_no_hash_matches_nothing_and_is_replaced(String damaged) {
        assertThat(fast.matches(HORSE, damaged)).isFalse();
        assertThat(fast.needsRehash(damaged)).isTrue();
    }

    @Test
    void a_hash_with_other_parameters_is_replaced() {
        String phc = new Argon2(new Parameters(128, 2, 1)).hash(HORSE);
        assertThat(new Argon2(new Parameters(128, 2, 1)).needsRehash(phc)).isFalse();
        assertThat(new Argon2(new Parameters(64, 2, 1)).needsRehash(phc)).isTrue();
        assertThat(new Argon2(new Parameters(129, 2, 1)).needsRehash(phc)).isTrue();
        assertThat(new Argon2(new Parameters(128, 1, 1)).needsRehash(phc)).isTrue();
        assertThat(new Argon2(new Parameters(128, 3, 1)).needsRehash(phc)).isTrue();
        assertThat(new Argon2(new Parameters(128, 2, 2)).needsRehash(phc)).isTrue();
    }

    /** OWASP calls both equally strong, so neither may be taken for the other. */
    @Test
    void a_hash_of_the_older_default_verifies_and_is_replaced() {
        var current = new Argon2(Parameters.of(Settings.read(Map.of())));
        String older = new Argon2(new Parameters(19456, 2, 1)).hash(HORSE);
        assertThat(current.matches(HORSE, older)).isTrue();
        assertThat(current.matches(MULE, older)).isFalse();
        assertThat(current.needsRehash(older)).isTrue();
        assertThat(current.needsRehash(current.hash(HORSE))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "password.argon2.memory-kib, 7",
        "password.argon2.memory-kib, 1048577",
        "password.argon2.iterations, 0",
        "password.argon2.iterations, 101",
        "password.argon2.parallelism, 0",
        "password.argon2.parallelism, 17"
    })
    void parameters_beyond_reason_stop_the_start(String key, String value) {
        var settings = Settings.read(Map.of()).with(Map.of(key, value));
        assertThatThrownBy(() -> Parameters.of(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void the_default_parameters_are_owasps() {
        assertThat(Parameters.of(Settings.read(Map.of()))).hasToString("m=7168,t=5,p=1");
        assertThat(new Parameters(19456, 2, 1).isBelowOwasp()).isFalse();
        assertThat(new Parameters(7168, 5, 1).isBelowOwasp()).isFalse();
        assertThat(new Parameters(7168, 4, 1).isBelowOwasp()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Linux, aarch64", "Mac OS X, aarch64", "Mac OS X, x86_64", "Windows 11, amd64"})
    void a_build_is_carried_for_every_usual_platform(String system, String architecture) {
        assertThat(SodiumLibrary.class.getResource(SodiumLibrary.resource(system, architecture)))
                .isNotNull();
    }

    @Test
    void the_file_of_the_library_is_private_and_gone_after_use() throws IOException {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        Path file;
        try (var library = SodiumLibrary.extract()) {
            file = library.file();
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
        assertThat(file).doesNotExist();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
