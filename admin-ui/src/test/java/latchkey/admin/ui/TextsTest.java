package latchkey.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.region.Region;
import org.junit.jupiter.api.Test;

/** Every sentence that the code asks for is there, and none is left over. */
class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path BUNDLE = Path.of("src/main/resources/latchkey/admin/messages.properties");
    private static final Pattern KEY = Pattern.compile("\"([a-z][A-Za-z-]*(?:\\.[A-Za-z-]+)*\\.?)\"");

    private static final Pattern WRONG_BEFORE_A_DATE =
            Pattern.compile("\\b(at|by|since) (today|yesterday|tomorrow|\\w+day\\b)|\\b(at|by|since|until|on) on\\b"
                    + "|\\bon (today|yesterday|tomorrow)\\b");

    @Test
    void each_key_of_the_bundle_is_used() throws Exception {
        Set<String> literals = literals();
        var unused = new TreeSet<>(keys());
        unused.removeIf(key -> literals.contains(key)
                || literals.stream().anyMatch(it -> key.startsWith(it) && it.endsWith("."))
                || literals.stream().anyMatch(it -> key.startsWith(it + ".") && !keysContain(it, key)));
        assertThat(unused).as("Keys of %s that nothing asks for", BUNDLE).isEmpty();
    }

    @Test
    void each_key_that_is_asked_for_outright_is_there() throws Exception {
        Set<String> keys = keys();
        var asked = Pattern.compile("(?<![.\\w])text\\(\\s*\"([^\"]+)\"\\s*[,)]");
        Set<String> missing = sources().stream()
                .flatMap(source -> asked.matcher(source).results().map(found -> found.group(1)))
                .filter(key -> !keys.contains(key))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing).as("Keys that %s lacks", BUNDLE).isEmpty();
    }

    /** {@link Properties} would hide a key that stands twice. */
    @Test
    void each_key_stands_once() throws Exception {
        assertThat(lines().map(line -> line.substring(0, line.indexOf('=')))).doesNotHaveDuplicates();
    }

    @Test
    void no_apostrophe_is_swallowed() throws Exception {
        assertThat(lines()).noneMatch(line -> line.contains("'"));
    }

    @Test
    void a_date_reads_well_in_each_sentence() {
        var australia = new Region("au", "Australia", URI.create("http://au"), "en-AU", ZoneId.of("Australia/Sydney"));
        var times = new Times(australia, australia);
        Instant now = Instant.parse("2026-12-04T09:21:00Z");
        for (int days : List.of(-1, 0, 1, 10)) {
            Instant at = now.plus(Duration.ofDays(days));
            assertThat(Stream.of(
                            Texts.text("standing.invited", times.until(at, now)),
                            Texts.text("standing.expired", times.on(at, now)),
                            Texts.text("invitation.sent", "a@example.test", times.until(at, now)),
                            Texts.text("standing.active", times.relative(at, now)),
                            Texts.text("staff.signed-in", times.relative(at, now))))
                    .noneMatch(sentence -> WRONG_BEFORE_A_DATE.matcher(sentence).find());
        }
    }

    @Test
    void numbers_and_plurals_read_well() {
        assertThat(Texts.text("contacts.total", 1204)).isEqualTo("1,204 contacts");
        assertThat(Texts.text("contacts.total", 1)).isEqualTo("1 contact");
        assertThat(Texts.text("invite.start", 1)).isEqualTo("Send one invitation");
        assertThat(Texts.text("time.days.past", 1)).isEqualTo("yesterday");
    }

    private static boolean keysContain(String literal, String key) {
        return !Set.of("ask", "hint", "done", "plain", "never", "past", "future")
                .contains(key.substring(literal.length() + 1));
    }

    private static Set<String> literals() throws IOException {
        return sources().stream()
                .flatMap(source -> KEY.matcher(source).results().map(found -> found.group(1)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines() throws IOException {
        return Files.readAllLines(BUNDLE).stream().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    private static Set<String> keys() throws IOException {
        var bundle = new Properties();
        try (var reader = Files.newBufferedReader(BUNDLE)) {
            bundle.load(reader);
        }
        return bundle.stringPropertyNames();
    }

    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TextsTest::read)
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
