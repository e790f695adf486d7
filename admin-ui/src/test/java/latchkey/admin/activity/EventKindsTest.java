package latchkey.admin.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every kind of event that the backend records is told in words there, and is offered and named in the filter here. */
class EventKindsTest {

    private static final Path BACKEND = Path.of("../backend/src/main");
    private static final Path WORDS = BACKEND.resolve("resources/messages/staff.properties");
    private static final Path NAMES = Path.of("src/main/resources/latchkey/admin/messages.properties");
    private static final Pattern STATEMENT =
            Pattern.compile("insert into event \\(.*?(?:\"\"\"|\\n\\s*\\))", Pattern.DOTALL);
    private static final Pattern KIND = Pattern.compile("'([a-z]+(?:-[a-z]+)+)'");

    /** Where a statement does not name its kinds outright: the class, and the kinds that it can record. */
    private static final Map<String, Set<String>> COMPUTED = Map.of(
            "MailTable.java", Set.of("mail-sent", "mail-deferred", "mail-failed", "mail-bounced"),
            "SessionTable.java", Set.of("signed-out", "session-ended"));

    @Test
    void what_is_recorded_can_be_picked_in_the_filter() throws IOException {
        assertThat(recorded())
                .as("Kinds in the statements 'insert into event', against EventFilters.KINDS")
                .containsExactlyInAnyOrderElementsOf(EventFilters.KINDS);
        assertThat(EventFilters.KINDS).doesNotHaveDuplicates();
    }

    @Test
    void what_can_be_picked_is_told_in_words() throws IOException {
        assertThat(keys(WORDS))
                .as("Keys event.* of %s, against EventFilters.KINDS", WORDS)
                .containsExactlyInAnyOrderElementsOf(EventFilters.KINDS);
    }

    @Test
    void what_can_be_picked_has_a_name() throws IOException {
        assertThat(keys(NAMES))
                .as("Keys event.* of %s, against EventFilters.KINDS", NAMES)
                .containsExactlyInAnyOrderElementsOf(EventFilters.KINDS);
    }

    private static Set<String> recorded() throws IOException {
        try (Stream<Path> files = Files.walk(BACKEND.resolve("java"))) {
            var kinds = new TreeSet<String>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                STATEMENT
                        .matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(statement -> kinds.addAll(kinds(file, statement)));
            }
            return kinds;
        }
    }

    private static Set<String> kinds(Path file, String statement) {
        Set<String> named =
                KIND.matcher(statement).results().map(found -> found.group(1)).collect(Collectors.toSet());
        if (!named.isEmpty()) {
            return named;
        }
        String name = file.getFileName().toString();
        assertThat(COMPUTED)
                .as("%s records an event whose kind is not a literal: list its kinds in COMPUTED", name)
                .containsKey(name);
        return COMPUTED.getOrDefault(name, Set.of());
    }

    /** A kind may have a second sentence, for those of which a detail is known. */
    private static Set<String> keys(Path bundle) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(bundle)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith("event.") && !key.endsWith(".detailed"))
                .map(key -> key.substring("event.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
