package latchkey.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Guards the rules of the bundle {@code mail} that no compiler knows. */
class MailBundleTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    @ParameterizedTest
    @EnumSource
    void every_kind_has_all_its_parts(MailKind kind) throws Exception {
        assertThat(read(MESSAGES.resolve("mail.properties")).stringPropertyNames())
                .contains(
                        kind.code() + ".subject",
                        kind.code() + ".before.1",
                        kind.code() + ".button",
                        kind.code() + ".after.1",
                        kind.code() + ".closing.1");
    }

    @Test
    void every_sentence_belongs_to_something() throws Exception {
        Set<String> known = Arrays.stream(MailKind.values()).map(MailKind::code).collect(Collectors.toSet());
        known.addAll(Set.of("language", "greeting", "jobs", "url-hint", "inviter", "device", "not-sent", "trouble"));
        assertThat(read(MESSAGES.resolve("mail.properties")).stringPropertyNames())
                .allMatch(key -> known.contains(key.replaceAll("[.].*", "")));
    }

    static Stream<Path> every_variant() throws Exception {
        try (var files = Files.list(MESSAGES)) {
            return files.filter(file -> file.getFileName().toString().startsWith("mail")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("every_variant")
    void no_apostrophe_swallows_a_fact(Path file) throws Exception {
        assertThat(read(file).values())
                .noneMatch(sentence -> sentence.toString().contains("'"));
    }

    @ParameterizedTest
    @MethodSource("every_variant")
    void a_variant_only_rewords_what_there_is(Path file) throws Exception {
        assertThat(read(MESSAGES.resolve("mail.properties")).stringPropertyNames())
                .containsAll(read(file).stringPropertyNames());
    }

    private static Properties read(Path file) throws Exception {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
