package latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point to is there. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DECISIONS = ROOT.resolve("docs/decisions");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern DECISION = Pattern.compile("decisions/(\\d{3}[\\w-]*)");

    private static final Pattern OPENID_TEST = Pattern.compile("`(…|[A-Z]\\w+(?:Test|IT))\\.?(\\w+)?`");
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final Pattern FIELD = Pattern.compile("addKeyValue\\(\\s*\"([^\"]+)\"");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d.*?) \\|.*\\| ([^|]+) \\|$");

    /** Of OWASP ASVS 5.0 up to level 2: chapters 6, 7 and 9. */
    private static final List<String> REQUIREMENTS = List.of(
                    "6.1.1-3",
                    "6.2.1-12",
                    "6.3.1-4",
                    "6.4.1-4",
                    "6.5.1-5",
                    "6.6.1-3",
                    "6.8.1-4",
                    "7.1.1-3",
                    "7.2.1-4",
                    "7.3.1-2",
                    "7.4.1-5",
                    "7.5.1-2",
                    "7.6.1-2",
                    "9.1.1-3",
                    "9.2.1-4")
            .stream()
            .flatMap(DocumentsTest::each)
            .toList();

    private static Stream<String> each(String section) {
        String[] parts = section.split("[.-]", -1);
        return IntStream.rangeClosed(1, Integer.parseInt(parts[3])).mapToObj(n -> parts[0] + "." + parts[1] + "." + n);
    }

    @Test
    void every_link_between_documents_leads_somewhere() throws IOException {
        var missing = new ArrayList<String>();
        for (Path document : files(".md")) {
            Matcher links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                if (Files.notExists(document.resolveSibling(links.group(1)))) {
                    missing.add(ROOT.relativize(document) + " -> " + links.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_decision_that_a_source_names_exists() throws IOException {
        var missing = new ArrayList<String>();
        for (Path source : files(".java", ".md", ".xml", ".sql", ".yaml")) {
            Matcher names = DECISION.matcher(Files.readString(source));
            while (names.find()) {
                if (decisions().stream()
                        .noneMatch(
                                name -> name.equals(names.group(1) + ".md") || name.startsWith(names.group(1) + "-"))) {
                    missing.add(ROOT.relativize(source) + " -> " + names.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_decision_follows_the_template_and_is_in_the_index() throws IOException {
        String index = Files.readString(DECISIONS.resolve("README.md"));
        assertThat(decisions()).isNotEmpty();
        for (String name : decisions()) {
            assertThat(Files.readString(DECISIONS.resolve(name)))
                    .as(name)
                    .containsPattern("^# " + name.substring(0, 3) + ": ")
                    .contains("**Status:** ", "**Date:** ", "## Context", "## Decision", "## Drawbacks");
            assertThat(index).contains("(" + name + ")");
        }
    }

    @Test
    void every_requirement_of_the_chapters_that_matter_most_has_a_row_on_the_security_page() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        for (String requirement : REQUIREMENTS) {
            assertThat(page).contains("\n| " + requirement + " |");
        }
    }

    @Test
    void every_row_of_the_security_page_names_tests_that_exist_or_says_why_not() throws IOException {
        Set<String> tests = files(".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("docs/security.md")));
        while (rows.find()) {
            String seen = rows.group(2);
            if (!seen.startsWith("Not ")) {
                assertThat(tests)
                        .as(rows.group(1))
                        .containsAll(List.of(seen.replace("`", "").split(", ", -1)));
            }
        }
    }

    @Test
    void every_requirement_of_openid_names_tests_that_exist() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/openid.md"));
        Matcher names = OPENID_TEST.matcher(page.substring(page.indexOf("## The requirements")));
        assertThat(names.results().count()).isGreaterThan(30);
        names.reset();
        List<Path> sources = files(".java");
        String test = "";
        while (names.find()) {
            test = names.group(1).equals("…") ? test : names.group(1);
            String file = test + ".java";
            Optional<Path> source = sources.stream()
                    .filter(one -> one.getFileName().toString().equals(file))
                    .findFirst();
            assertThat(source).as(file).isPresent();
            if (names.group(2) != null) {
                assertThat(Files.readString(source.get())).contains("void " + names.group(2) + "(");
            }
        }
    }

    @Test
    void every_command_of_the_operations_page_is_one_that_a_shell_understands() throws Exception {
        Matcher blocks = SHELL.matcher(Files.readString(ROOT.resolve("docs/operations.md")));
        assertThat(blocks.results()).isNotEmpty();
        for (MatchResult block : blocks.reset().results().toList()) {
            var shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
            try (var in = shell.outputWriter()) {
                in.write(block.group(1));
            }
            assertThat(shell.waitFor()).as(block.group(1)).isZero();
        }
    }

    @Test
    void every_field_of_the_log_is_listed_on_the_operations_page() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/operations.md"));
        for (Path source : files(".java")) {
            if (source.toString().contains("/src/main/")) {
                FIELD.matcher(Files.readString(source))
                        .results()
                        .forEach(field -> assertThat(page)
                                .as("field of the log in " + ROOT.relativize(source))
                                .contains("`" + field.group(1) + "`"));
            }
        }
    }

    private static List<String> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .toList();
        }
    }

    private static List<Path> files(String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|data|\\.git)/.*"))
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .toList();
        }
    }
}
