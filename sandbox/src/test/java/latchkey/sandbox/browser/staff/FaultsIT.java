package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.util.concurrent.TimeUnit;
import latchkey.admin.AdminUi;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.FaultyLine;
import latchkey.sandbox.browser.FaultyLine.State;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The backend goes away, slows down or fails under an open page: it is said, nothing is lost, nobody reloads. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FaultsIT {

    private static final String BANNER = "Latchkey can’t reach its server at the moment.";

    private final Stage stage;
    private FaultyLine line;
    private AdminUi adminUi;
    private BrowserContext browser;

    FaultsIT(Stage stage) {
        this.stage = stage;
    }

    @BeforeEach
    void start() throws Exception {
        line = new FaultyLine(stage.staffApi());
        adminUi = stage.adminUiAt(line.address());
        browser = stage.newBrowser(new NewContextOptions().setViewportSize(1600, 900));
    }

    @AfterEach
    void stop() throws Exception {
        browser.close();
        adminUi.stop();
        line.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WELL", "LOSING"})
    void what_is_typed_outlives_a_backend_that_is(State fault) throws Exception {
        String contact = stage.staff().add("au", "Banksia", "Typed", "banksia.typed@example.test");
        var staff = opens("/contacts/" + contact);
        staff.field("Phone").fill("0491 570 110");
        line.is(fault);
        pressesInVain(staff, "Save");
        assertThat(staff.field("Phone")).hasValue("0491 570 110");

        line.is(State.WELL);
        seesNoBanner(staff);
        assertThat(staff.field("Phone")).hasValue("0491 570 110");
        staff.press("Save");
        staff.sees("Banksia Typed has been saved.");
    }

    @Test
    void a_page_is_live_again_after_an_outage() throws Exception {
        String contact = stage.staff().add("au", "Boronia", "Live", "boronia.live@example.test");
        var staff = opens("/contacts/" + contact + "/customer/portal");
        staff.seesBesideGrid("Not invited");
        line.is(State.AWAY);
        stage.staff().invite(contact);
        pressesInVain(staff, "Send Invitation");

        line.is(State.WELL);
        seesNoBanner(staff);
        staff.seesBesideGrid("Invited");
        staff.seesButton("Resend Invitation");
    }

    @Test
    void a_new_contact_that_could_not_be_created_stays_in_its_dialog() throws Exception {
        var staff = opens("/contacts");
        staff.press("New contact");
        staff.choosesInDialog("Region", "Australia");
        staff.field("Given name").fill("Grevillea");
        staff.field("Family name").fill("Dialog");
        staff.field("Email address").fill("grevillea.dialog@example.test");
        line.is(State.FAILING);
        pressesInVain(staff, "Create contact");
        assertThat(staff.page().locator("vaadin-dialog").getByText(BANNER)).isVisible();
        assertThat(staff.field("Given name")).hasValue("Grevillea");

        line.is(State.WELL);
        seesNoBanner(staff);
        staff.press("Create contact");
        staff.sees("Grevillea Dialog has been added.");
    }

    @Test
    void many_invitations_that_could_not_be_sent_can_be_sent_afterwards() throws Exception {
        String contact = stage.staff().add("au", "Correa", "Many", "correa.many@example.test");
        var staff = opens("/contacts?search=correa.many");
        staff.more("Invite everyone who matches the filter");
        staff.sees("One of 1 can be invited.");
        line.is(State.AWAY);
        pressesInVain(staff, "Send one invitation");

        line.is(State.WELL);
        seesNoBanner(staff);
        staff.press("Send one invitation");
        staff.sees("Done: 1 invited.");
        staff.opens("/contacts/" + contact);
        staff.seesBesideGrid("Invited");
    }

    @Test
    void many_invitations_whose_start_was_not_answered_are_sent_once() throws Exception {
        String contact = stage.staff().add("au", "Correa", "Once", "correa.once@example.test");
        var staff = opens("/contacts?search=correa.once");
        staff.more("Invite everyone who matches the filter");
        staff.sees("One of 1 can be invited.");
        line.is(State.LOSING);
        pressesInVain(staff, "Send one invitation");

        line.is(State.WELL);
        seesNoBanner(staff);
        staff.press("Send one invitation");
        staff.sees("Done: 1 invited.");
        staff.opens("/contacts/" + contact + "/activity");
        staff.sees("Invitation sent to correa.once@example.test");
        assertThat(staff.page().getByText("Invitation sent again")).hasCount(0);
    }

    @Test
    void an_import_that_breaks_off_is_looked_at_again_and_written_afterwards() throws Exception {
        var staff = opens("/contacts/import");
        staff.page()
                .locator("vaadin-upload input[type=file]")
                .setInputFiles(new FilePayload(
                        "two.csv",
                        "text/csv",
                        "givenName,familyName\nHovea,Broken\nIsopogon,Broken\n".getBytes(UTF_8)));
        staff.sees("2 will be added");
        line.is(State.FAILING);
        staff.press("Import 2 contacts");
        staff.sees(BANNER);

        line.is(State.WELL);
        staff.sees("The import was interrupted. Either everything was saved or nothing.");
        seesNoBanner(staff);
        staff.press("Import 2 contacts");
        staff.sees("Imported: 2 added.");
    }

    private Colleague opens(String path) {
        return Colleague.at(browser, "http://localhost:" + adminUi.port(), path);
    }

    /** The banner may be about something asked before; what was pressed has been tried when it can be pressed again. */
    private static void pressesInVain(Colleague staff, String button) {
        staff.press(button);
        staff.sees(BANNER);
        assertThat(staff.button(button)).isEnabled();
    }

    private static void seesNoBanner(Colleague staff) {
        assertThat(staff.page().getByText(BANNER).filter(new Locator.FilterOptions().setVisible(true)))
                .hasCount(0);
    }
}
