package latchkey.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.address.AddressFault;
import latchkey.password.Reason;
import org.junit.jupiter.api.Test;

/** The bundle of the portal's pages. That no key is missing shows in {@link PagesTest}, which renders every page. */
class PortalTextsTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:[.-][a-z]+)+|language)\"");

    @Test
    void every_sentence_is_shown_somewhere() throws IOException {
        Set<String> named = literals();
        Stream.of(Reason.values()).map(Reason::key).forEach(named::add);
        Stream.of(AddressFault.values()).map(AddressFault::key).forEach(named::add);
        assertThat(read("portal.properties").stringPropertyNames())
                .allSatisfy(key -> assertThat(named).anyMatch(name -> key.equals(name) || key.startsWith(name + ".")));
    }

    @Test
    void every_reason_to_refuse_a_password_is_said_in_words() throws IOException {
        assertThat(read("portal.properties").stringPropertyNames())
                .containsAll(Stream.of(Reason.values()).map(Reason::key).toList());
    }

    @Test
    void every_fault_of_an_address_is_said_in_words() throws IOException {
        assertThat(read("portal.properties").stringPropertyNames())
                .containsAll(
                        Stream.of(AddressFault.values()).map(AddressFault::key).toList());
    }

    @Test
    void a_language_variant_only_says_otherwise_what_all_say() throws IOException {
        Set<String> all = read("portal.properties").stringPropertyNames();
        for (Path variant : variants()) {
            assertThat(all).containsAll(read(variant.getFileName().toString()).stringPropertyNames());
        }
    }

    @Test
    void no_apostrophe_is_swallowed() throws IOException {
        for (Path file : variants()) {
            assertThat(Files.readString(file).lines().filter(line -> !line.startsWith("#")))
                    .noneMatch(line -> line.replace("''", "").contains("'"));
        }
    }

    private static List<Path> variants() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.filter(file -> file.getFileName().toString().startsWith("portal"))
                    .toList();
        }
    }

    /** Everything in templates and classes that could be a key. */
    private static Set<String> literals() throws IOException {
        var sources = Stream.of(Path.of("src/main/jte"), Path.of("src/main/java"));
        return sources.flatMap(PortalTextsTest::files)
                .flatMap(source -> LITERAL.matcher(source).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            var contents = new TreeSet<String>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readString(file));
            }
            return contents.stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Properties read(String name) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(name))) {
            properties.load(reader);
        }
        return properties;
    }
}
