package latchkey.sandbox.browser.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A file as other programs write it: their names for columns, semicolons, Windows-1252, and rows that are no use. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ImportIT {

    private static final String DIRTY = """
        First Name;Last Name;E-mail Address;Mobile Phone;Job Number;Notes
        Renée;Importée;renee.importee@example.test;0491 570 157;J-9001;"two lines,
        and a ; in quotes"
        ;Nameless;nameless@example.test;;J-9002;
        Broken;Address;broken at example.test;;J-9003;

        Renée;Importée;renee.importee@example.test;0491 570 158;J-9001;
        "Clive ""C"" Fern";Importée; Clive.Importee@Example.Test ;;J-9004;
        """;

    private static final String GERMAN = """
        Vorname;Nachname;Mailadresse;Telefon
        Gretel;Vonhand;gretel.vonhand@example.test;0491 570 157
        Hänsel;;haensel.vonhand@example.test;
        """;

    private final Stage stage;

    ImportIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_dirty_file_is_looked_at_first_and_then_imported() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/import");
            input(staff).setInputFiles(dirtyFile());
            staff.sees("2 will be added, 3 are refused.");
            staff.sees("The given name or the family name is missing");
            staff.sees("There’s no @ in the email address");
            staff.sees("The same person as in row 2");

            staff.press("Import 2 contacts");
            staff.sees("Imported: 2 added, 3 refused.");
            staff.picks("Show them in Contacts");
            staff.searches("importée");
            staff.seesTotal("2 contacts");
            staff.sees("Renée Importée");
            staff.sees("clive.importee@example.test");
            staff.searches("nameless");
            staff.sees("No contacts match");
            assertThat(staff.page().getByText("nameless@example.test")).hasCount(0);
        }
    }

    @Test
    void columns_chosen_by_hand_are_remembered_for_the_next_file() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/import");
            choose(staff, "kunden.csv", GERMAN.getBytes(UTF_8));
            staff.sees("Latchkey doesn’t know any of the columns.");
            staff.chooses("Given name", "Vorname");
            staff.sees("Choose the column that contains the family name, or the full name.");
            staff.chooses("Family name", "Nachname");
            staff.chooses("Email address", "Mailadresse");
            staff.chooses("Phone", "Telefon");
            staff.sees("0491 570 157");
            staff.sees("1 will be added, 1 is refused.");
            staff.press("Import one contact");
            staff.sees("Imported: 1 added, 1 refused.");

            choose(staff, "mehr.csv", GERMAN.replace("157", "158").getBytes(UTF_8));
            staff.sees("1 will be changed, 1 is refused.");
            staff.opens("/contacts");
            staff.searches("gretel.vonhand");
            staff.picks("Gretel Vonhand");
            assertThat(staff.field("Phone")).hasValue("0491 570 157");
        }
    }

    @Test
    void a_workbook_is_imported_with_its_names_cut_in_two() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/import");
            choose(
                    staff,
                    "clients.xlsx",
                    Workbook.of(
                            List.of("Handover list"),
                            List.of("Client Name", "Email", "Cell Phone", "Country"),
                            List.of("Zoë van der Workbook", "zoe.workbook@example.test", 61400111222L, "AUS"),
                            List.of("Workbook, Mia", "", "0400 333 444", "New Zealand")));
            staff.sees("2 will be added.");
            staff.sees("Read from the first visible sheet of the workbook. The column names are in row 2.");
            staff.sees("One contact has no email address and can’t be invited");
            staff.sees("2 full names were split into given name and family name");
            assertThat(staff.page().locator(".first-rows tbody tr").first().locator("td"))
                    .hasText(new String[] {
                        "Zoë", "van der Workbook", "zoe.workbook@example.test", "61400111222", "", "", "Australia"
                    });
            staff.press("Import 2 contacts");
            staff.sees("Imported: 2 added.");
            staff.picks("Show them in Contacts");
            staff.searches("workbook");
            staff.sees("Zoë van der Workbook");
            staff.sees("Mia Workbook");
        }
    }

    @Test
    void a_list_in_unicode_text_whose_addresses_are_not_recognised_is_asked_about() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/import");
            String list = "\uFEFFFirst Name\tLast Name\tPost\r\nŁukasz\tUnicode\tlukasz.unicode@example.test\r\n";
            choose(staff, "unicode.txt", list.getBytes(UTF_16LE));
            staff.sees("Column “Post” seems to hold email addresses.");
            staff.chooses("Email address", "Post");
            staff.sees("1 will be added.");
            staff.sees("Read as UTF-16, separated by tabs. The column names are in row 1.");
            staff.press("Import one contact");
            staff.sees("Imported: 1 added.");
            staff.picks("Show them in Contacts");
            staff.searches("lukasz.unicode");
            staff.sees("Łukasz Unicode");
        }
    }

    @Test
    void a_file_that_is_no_use_is_explained_in_words_and_the_next_one_is_taken(@TempDir Path folder) throws Exception {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/import");
            choose(staff, "report.pdf", new byte[] {'%', 'P', 'D', 'F'});
            staff.sees("This kind of file can’t be imported. Choose one ending in .csv, .txt, .tsv or .xlsx.");
            Path large = folder.resolve("large.csv");
            try (var file = new RandomAccessFile(large.toFile(), "rw")) {
                file.setLength(25 * 1024 * 1024);
            }
            input(staff).setInputFiles(large);
            staff.sees("This file is larger than 24 MB.");

            choose(staff, "empty.csv", new byte[0]);
            staff.sees(
                    "This file can’t be imported: it has no row with column names. Put one above the contacts: First name, Last name, Email.");
            chooseAnother(staff, "workbook.csv", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0});
            staff.sees(
                    "This file can’t be imported: it is not a workbook that can be read. Save it as an Excel workbook (.xlsx) or a CSV file.");
            chooseAnother(staff, "only-names.csv", "givenName,familyName\n".getBytes(UTF_8));
            staff.sees("This file has no rows below the column names.");
            chooseAnother(staff, "good.csv", "\uFEFFgivenName,familyName\nGood,Afterall\n".getBytes(UTF_8));
            staff.sees("1 will be added.");
        }
    }

    @Test
    void a_hundred_thousand_rows_are_looked_at_while_the_page_says_so() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/import");
            choose(staff, "all.csv", hundredThousand());
            staff.sees("Checking each row…");
            assertThat(staff.page().getByText("100,000 will be added"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
            staff.seesButton("Import 100,000 contacts");
        }
    }

    private static void choose(Colleague staff, String name, byte[] content) {
        input(staff).setInputFiles(new FilePayload(name, "text/csv", content));
    }

    private static void chooseAnother(Colleague staff, String name, byte[] content) {
        staff.press("Choose another file");
        staff.seesNoButton("Choose another file");
        choose(staff, name, content);
    }

    private static Locator input(Colleague staff) {
        return staff.page().locator("vaadin-upload input[type=file]");
    }

    private static FilePayload dirtyFile() {
        return new FilePayload("crm-export.csv", "text/csv", DIRTY.getBytes(Charset.forName("windows-1252")));
    }

    private static byte[] hundredThousand() {
        return IntStream.range(0, 100_000)
                .mapToObj("Given%1$d,Family%1$d,person%1$d.unwritten@example.test\n"::formatted)
                .collect(Collectors.joining("", "givenName,familyName,email\n", ""))
                .getBytes(UTF_8);
    }
}
