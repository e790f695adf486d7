package latchkey.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import latchkey.config.ConfigException;
import latchkey.region.Regions;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A builder's own sentences for a region. */
class OwnTextsTest {

    @TempDir
    private Path folder;

    @Test
    void an_own_sentence_stands_in_for_ours_in_its_region_alone() throws Exception {
        Path file = file("portal.front.login=Come in\n");
        try (var world = World.start(Map.of("regions.nz.texts", file.toString()))) {
            assertThat(world.portal("nz").get("/").body()).contains(">Come in<");
            assertThat(world.portal("au").get("/").body()).doesNotContain("Come in");
        }
    }

    @Test
    void an_apostrophe_is_an_apostrophe_and_a_mail_can_name_what_mails_can_name() throws Exception {
        OwnTexts own = OwnTexts.read(file("mail.invitation.subject=Don't wait, {8} ({6})\n"));
        assertThat(Texts.of("mail", Locale.ENGLISH, own)
                        .text("invitation.subject", "0", "1", "2", "3", "4", "5", "6", "7", "8"))
                .isEqualTo("Don't wait, 8 (6)");
        assertThat(Texts.of("portal", Locale.ENGLISH, own).has("invitation.subject"))
                .isFalse();
    }

    @Test
    void a_file_brings_a_language_to_pages_mails_and_moments() throws Exception {
        OwnTexts own = OwnTexts.read(file("""
            portal.language=fr
            portal.front.login=Se connecter
            times.language=fr
            times.moment={0}, {1} (heure de {2})
            """));
        Locale locale = Locale.forLanguageTag("fr-CA");
        assertThat(Texts.of("portal", locale, own).locale()).isEqualTo(locale);
        assertThat(Texts.of("mail", locale, own).locale()).isEqualTo(Locale.forLanguageTag("en-CA"));
        assertThat(Times.of(locale, ZoneId.of("America/Toronto"), own).moment(Instant.parse("2026-12-04T09:21:00Z")))
                .startsWith("vendredi 4 décembre 2026, ")
                .endsWith(" (heure de Toronto)");
    }

    @Test
    void the_example_of_the_operations_page_is_a_file_that_can_be_read() throws Exception {
        String page = Files.readString(Path.of("../docs/operations.md"));
        String example = page.substring(page.indexOf("```properties") + "```properties".length());
        assertThat(OwnTexts.read(file(example.substring(0, example.indexOf("```"))))
                        .sentences())
                .hasSize(2);
    }

    @Test
    void a_region_in_a_language_that_has_no_sentences_reads_english_throughout() throws Exception {
        try (var world = World.start(Map.of("regions.nz.locale", "fr-CA"))) {
            assertThat(world.portal("nz").get("/").body()).contains("<html lang=\"en-CA\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "portal.language=French | needs the code of a language, such as fr, for portal.language",
                "mail.invitation.subjct=Hello | has a sentence that Latchkey doesn't know: mail.invitation.subjct",
                "problem.busy.title=Hello | has a sentence that Latchkey doesn't know: problem.busy.title",
                "invitation=Hello | has a sentence that Latchkey doesn't know: invitation",
                "mail.invitation.subject= | is empty for mail.invitation.subject",
                "mail.invitation.subject=Hi {9} | has a number in mail.invitation.subject that has no meaning there",
                "portal.front.login=Hi {0} | has a number in portal.front.login that has no meaning there",
                "mail.invitation.subject=Hi {3,date} | has more than a number in braces in mail.invitation.subject",
                "mail.greeting=Hello {8} | has a number in mail.greeting that has no meaning there",
                "mail.staff-invitation.subject=Hi | has a sentence that Latchkey doesn't know:"
                        + " mail.staff-invitation.subject",
                "mail.invitation.subject=Hi {name} | has a brace without a number in mail.invitation.subject"
            })
    void a_wrong_sentence_stops_the_start_and_is_named(String line, String fault) throws Exception {
        var settings = TestDatabase.create()
                .settings()
                .with(Map.of("regions.au.texts", file(line).toString()));
        assertThatThrownBy(() -> new Regions(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Configuration: regions.au.texts " + fault);
    }

    @Test
    void a_file_that_is_not_there_stops_the_start() {
        var settings = TestDatabase.create().settings().with(Map.of("regions.au.texts", "/nowhere/texts"));
        assertThatThrownBy(() -> new Regions(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Configuration: regions.au.texts can't be read");
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("texts.properties"), content);
    }
}
