package latchkey.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file as other programs write it: their names for columns, semicolons, Windows-1252, and rows that are no use. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ImportIT {

    private static final String DIRTY = """
            First Name;Last Name;E-mail Address;Mobile Phone;Job Number;Notes
            Renée;Importée;renee.importee@example.test;0491 570 157;J-9001;"two lines,
            and a ; in quotes"
            ;Nameless;nameless@example.test;;J-9002;
            Broken;Address;broken at example.test;;J-9003;

            Twice;Told;twice.told@example.test;;J-9001;
            "Clive ""C"" Fern";Importée; Clive.Importee@Example.Test ;;J-9004;
            """;

    private final Stage stage;

    ImportIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_dirty_file_is_looked_at_first_and_then_imported() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/import");
            staff.page().locator("vaadin-upload input[type=file]").setInputFiles(dirtyFile());
            staff.sees("This would add 2 and change 0; 0 stay as they are, 3 are refused.");
            staff.sees("The given name or the family name is missing");
            staff.sees("The address is not one e-mail address");
            staff.sees("The same person as in row 2");

            staff.press("Import 2 contacts");
            staff.sees("Imported: 2 added, 0 changed, 0 as they were, 3 refused.");
            staff.picks("Go to Contacts");
            staff.searches("importée");
            staff.sees("2 contacts");
            staff.sees("Renée Importée");
            staff.sees("clive.importee@example.test");
            staff.searches("nameless");
            staff.sees("No contact matches");
            assertThat(staff.page().getByText("nameless@example.test")).hasCount(0);
        }
    }

    private static FilePayload dirtyFile() {
        return new FilePayload("crm-export.csv", "text/csv", DIRTY.getBytes(Charset.forName("windows-1252")));
    }
}
