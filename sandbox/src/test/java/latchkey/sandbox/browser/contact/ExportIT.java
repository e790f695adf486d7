package latchkey.sandbox.browser.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** An export holds what the page shows: the same search, the same filter, and nothing that a spreadsheet would run. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ExportIT {

    private final Stage stage;

    ExportIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void what_search_and_filter_match_is_exported_and_no_cell_runs() throws Exception {
        stage.staff().importAll("""
            region,givenName,familyName,email,reference
            au,"=HYPERLINK(""http://x.test"")",Tarragon,formula.tarragon@example.test,+61
            au,Second,Tarragon,second.tarragon@example.test,Q-2
            au,Other,Wattle,other.wattle@example.test,Q-3
            """);
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.searches("tarragon");
            staff.seesTotal("2 contacts");
            List<String> exported = export(staff);
            assertThat(exported.getFirst())
                    .startsWith("\uFEFFregion,givenName,familyName,email,phone,reference,status");
            assertThat(exported)
                    .hasSize(3)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("au,\"'=HYPERLINK(\"\"http://x.test\"\")\",Tarragon,")
                            .contains(",'+61,"))
                    .anySatisfy(line -> assertThat(line).contains("second.tarragon@example.test,,Q-2,NOT_INVITED"));

            staff.picks("Second Tarragon");
            staff.opensTab("Customer");
            staff.press("Send Invitation");
            staff.seesBesideGrid("Invited");
            staff.opens("/contacts?search=tarragon&status=INVITED");
            staff.seesTotal("1 contact");
            assertThat(export(staff)).hasSize(2).last().asString().startsWith("au,Second,Tarragon,");
        }
    }

    private static List<String> export(Colleague staff) throws Exception {
        Download download = staff.page().waitForDownload(() -> staff.more("Export these contacts"));
        assertThat(download.suggestedFilename()).isEqualTo("contacts.csv");
        return Files.readAllLines(download.path());
    }
}
