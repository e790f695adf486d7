package latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents point to is there. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DECISIONS = ROOT.resolve("docs/decisions");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern DECISION = Pattern.compile("decisions/(\\d{3}[\\w-]*)");

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
