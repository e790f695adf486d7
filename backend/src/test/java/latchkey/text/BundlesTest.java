package latchkey.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.mail.MailKind;
import latchkey.password.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no compiler knows of the sentences: that each is there once, is used, and reads well with a date in it. */
class BundlesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path SOURCES = Path.of("src/main");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z.-]+)\"");
    private static final Pattern VERDICT = Pattern.compile("^    ([A-Z_]+)\\(", Pattern.MULTILINE);
    private static final Pattern ASKED =
            Pattern.compile("\\b(?:texts|TEXTS|context|texts\\(\\))\\.text\\(\\s*\"([^\"]+[^.\"])\"\\s*[,)]");
    private static final Pattern AT_A_FIELD =
            Pattern.compile("\\b(?:field|invalid|badRequest)\\((?:[^;{\"]|\"[^\"]*\")*?,\\s*\"([^\"]*)\"\\)");
    private static final Pattern WRONG_BEFORE_A_DATE =
            Pattern.compile("\\b(at|by|since) (today|yesterday|tomorrow|\\w+day\\b)|\\b(at|by|since|until|on) on\\b"
                    + "|\\bon (today|yesterday|tomorrow)\\b");

    private static final Instant NOW = Instant.parse("2026-12-04T09:21:00Z");
    private static final Times TIMES = Times.of(Locale.forLanguageTag("en-AU"), ZoneId.of("Australia/Sydney"));

    static Stream<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void each_key_stands_once(Path bundle) throws IOException {
        assertThat(keys(bundle)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void no_apostrophe_is_swallowed(Path bundle) throws IOException {
        assertThat(lines(bundle)).noneMatch(line -> line.contains("'"));
    }

    /** Keys are asked for in full, or put together from what one of them begins or ends with. */
    @ParameterizedTest
    @MethodSource("bundles")
    void each_key_is_used(Path bundle) throws IOException {
        Set<String> named = literals();
        assertThat(keys(bundle))
                .allSatisfy(key -> assertThat(Stream.concat(Stream.of(key), beginnings(key)))
                        .anyMatch(name -> named.contains(name) || named.contains(name + ".")));
    }

    @Test
    void each_key_that_is_asked_for_outright_is_there() throws IOException {
        Set<String> keys = allKeys();
        assertThat(found(ASKED, SOURCES)).isNotEmpty().allMatch(keys::contains);
    }

    /** No sentence stands in the code: what is said at a field is a key. */
    @Test
    void what_is_wrong_with_a_field_stands_in_a_bundle() throws IOException {
        Set<String> keys = allKeys();
        assertThat(found(AT_A_FIELD, SOURCES)).hasSizeGreaterThan(20).allMatch(keys::contains);
    }

    @Test
    void a_date_reads_well_in_each_sentence() throws IOException {
        for (Instant moment :
                List.of(NOW, NOW.minusSeconds(86_400), NOW.plusSeconds(86_400), NOW.plusSeconds(864_000))) {
            String on = TIMES.on(moment, NOW);
            String until = TIMES.until(moment, NOW);
            String full = TIMES.moment(moment);
            reads(
                    "staff",
                    "diagnosis\\..*(?<!wrong)",
                    "Robin",
                    "r@example.test",
                    on,
                    "it",
                    "au",
                    3,
                    "http://au.test",
                    until);
            reads("staff", "evidence\\.invited", "r@example.test", until);
            reads("staff", "evidence\\.reset", until);
            reads("portal", ".*\\.at|account\\.(last-seen|since)", on);
            reads("portal", "account\\.end-which", "Chrome", on);
            reads("mail", "[a-z-]+\\..*", "Homes", "Australia", "r@example.test", full, full, "Chrome", "help", "url");
        }
    }

    private static void reads(String bundle, String keys, Object... arguments) throws IOException {
        assertThat(lines(MESSAGES.resolve(bundle + ".properties"))
                        .filter(line -> line.substring(0, line.indexOf('=')).matches(keys))
                        .map(line -> new MessageFormat(line.substring(line.indexOf('=') + 1), Locale.ENGLISH)
                                .format(arguments)))
                .isNotEmpty()
                .noneMatch(sentence -> WRONG_BEFORE_A_DATE.matcher(sentence).find());
    }

    /** a.b.c begins with a.b and a. */
    private static Stream<String> beginnings(String key) {
        return Stream.iterate(key, name -> name.contains("."), BundlesTest::shorter)
                .map(BundlesTest::shorter);
    }

    private static String shorter(String key) {
        return key.substring(0, key.lastIndexOf('.'));
    }

    private static Set<String> allKeys() throws IOException {
        var keys = new TreeSet<String>();
        for (Path bundle : bundles().toList()) {
            keys.addAll(keys(bundle));
        }
        return keys;
    }

    private static List<String> keys(Path bundle) throws IOException {
        return lines(bundle).map(line -> line.substring(0, line.indexOf('='))).toList();
    }

    /** java.util.Properties would hide a key that stands twice. */
    private static Stream<String> lines(Path bundle) throws IOException {
        return Files.readAllLines(bundle).stream().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    /** Everything in the sources that could be a key, or the beginning of one. */
    private static Set<String> literals() throws IOException {
        Stream<String> written = found(LITERAL, SOURCES);
        Stream<String> verdicts = found(VERDICT, Path.of("src/main/java/latchkey/diagnosis/Verdict.java"))
                .map(it -> "diagnosis." + it.toLowerCase(Locale.ROOT).replace('_', '-'));
        Stream<String> others = Stream.concat(
                Stream.of(MailKind.values()).map(MailKind::code),
                Stream.of(Reason.values()).map(Reason::key));
        return Stream.of(written, verdicts, others).flatMap(names -> names).collect(Collectors.toSet());
    }

    /** What stands in the pattern's group, wherever in the sources the pattern does. */
    private static Stream<String> found(Pattern pattern, Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(java|jte)"))
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .map(it -> it.group(1))
                    .toList()
                    .stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
