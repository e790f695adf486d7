package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Axe;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * axe-core finds nothing serious on any page and in any dialog that staff see: light and dark, wide and as narrow as a
 * phone; each page has a title of its own and none is wider than the window.
 */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StaffAccessibilityIT {

    private final Stage stage;

    StaffAccessibilityIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1600", "DARK, 360"})
    void every_staff_page_is_accessible(ColorScheme scheme, int width) throws Exception {
        String contact = stage.staff().add("au", "Heath", "Readable", "heath.readable@example.test");
        try (var browser = stage.newBrowser(window(scheme, width))) {
            var staff = Colleague.stranger(browser, stage.adminUi(), "/contacts");
            check(staff, "Sign in", "Sign in · Latchkey");
            open(staff, "/forgot-password", "Email me a link", "Reset your password · Latchkey");
            staff.opens("/contacts");
            staff.signsIn("nobody@sandbox.test", "a wrong password");
            check(staff, "Incorrect email address or password", "Sign in · Latchkey");
            staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            check(staff, "Dianella Demo", "Contacts · Latchkey");
            open(staff, "/contacts?search=nobody%20at%20all", "No contacts match", "Contacts · Latchkey");
            String path = "/contacts/" + contact;
            open(staff, path, "Your own number for this client or job.", "Heath Readable · Contacts · Latchkey");
            open(
                    staff,
                    path + "/customer/portal",
                    "This client has never been invited.",
                    "Heath Readable · Contacts · Latchkey");
            open(staff, path + "/activity", "Contact created", "Heath Readable · Contacts · Latchkey");
            open(staff, "/activity", "Contact created", "Activity · Latchkey");
            open(staff, "/staff", "support@sandbox.test", "Staff · Latchkey");
            open(staff, "/jobs", "What you’re building for your clients", "Jobs · Latchkey");
            open(staff, "/apps", "Your applications that sign clients in", "Applications · Latchkey");
            open(staff, "/contacts/import", "Import from a file", "Import from a file · Contacts · Latchkey");
            staff.page().locator("vaadin-upload input[type=file]").setInputFiles(list());
            check(staff, "2 will be added");
            open(staff, "/account", "Where you’re signed in", "Your account · Latchkey");
            open(staff, "/contacts/nowhere", "This page doesn’t exist", "This page doesn’t exist · Latchkey");
            open(staff, "/activate/damaged", "This link can’t be used", "Set your password · Latchkey");
            String member = "heath." + width + "@staff.test";
            assertThat(stage.staff().addSupport("au", "Heath Readable", member)).isNotBlank();
            staff.page().navigate(stage.postbox().link(member, "/activate/"));
            check(staff, "Welcome, Heath Readable");
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1600", "DARK, 360"})
    void every_dialog_and_menu_is_accessible(ColorScheme scheme, int width) throws Exception {
        // Who shares an address is asked about before an invitation.
        String address = "heath.legible." + width + "@example.test";
        String contact = stage.staff().invite("au", "Heath", "Legible", address);
        assertThat(stage.staff().add("au", "Heath", "Legible", "too." + address))
                .isNotBlank();
        try (var browser = stage.newBrowser(window(scheme, width))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.press("New contact");
            staff.press("Create contact");
            check(staff, "This field is required.");
            staff.choosesInDialog("Region", "Australia");
            staff.field("Email address").fill(address);
            staff.field("Phone").click();
            check(staff, "uses this address");
            staff.press("Cancel");
            staff.press("Discard changes");
            staff.opens("/contacts?search=heath%20legible");
            staff.sees("Heath Legible");
            staff.selects(0);
            staff.selects(1);
            staff.press("Merge");
            check(staff, "is removed: its history");
            staff.press("Cancel");
            staff.choosesFromMenu("More");
            check(staff, "Import from a file");
            staff.choosesFromMenu("Invite everyone who matches the filter");
            check(staff, "can be invited.");
            staff.press("Cancel");
            staff.choosesFromMenu("Choose columns");
            check(staff, "Last sign-in");
            staff.page().keyboard().press("Escape");
            staff.page().keyboard().press("?");
            check(staff, "Keyboard shortcuts");

            staff.opens("/contacts/" + contact + "/customer/portal");
            staff.press("Revoke invitation");
            check(staff, "Revoke Heath Legible’s invitation?");
            staff.press("Cancel");
            staff.press("Resend with a personal line…");
            check(staff, "This is what " + address + " will get");
            staff.press("Cancel");
            staff.picks("Emails sent");
            staff.picks("Your invitation to the Latchkey Homes client portal");
            check(staff, "Accepted by the mail server");
            staff.press("Close");
            staff.opens("/contacts/" + contact);
            staff.picks("Personal data");
            staff.press("Erase contact");
            check(staff, "This can’t be undone.");
            staff.press("Cancel");
            staff.field("Phone").fill("0491 570 156");
            var other = new Colleague(browser.newPage(), stage.adminUi());
            other.opens("/contacts/" + contact);
            other.field("Phone").fill("0491 570 157");
            other.press("Save");
            other.sees("Heath Legible has been saved.");
            staff.sees("Somebody else has changed this contact.");
            staff.press("Save");
            check(staff, "Somebody else saved this contact first");
            staff.press("Back to editing");
            staff.page().getByLabel("Close this contact").click();
            check(staff, "Leave without saving?");
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1600", "DARK, 360"})
    void what_asks_before_somebody_or_something_goes_is_accessible(ColorScheme scheme, int width) {
        try (var browser = stage.newBrowser(window(scheme, width))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=dianella");
            staff.picks("Dianella Demo");
            staff.opensTab("Customer");
            staff.press("Disable account");
            check(staff, "Disable Dianella Demo’s account?");
            staff.press("Cancel");
            staff.opens("/jobs");
            staff.press("Add job");
            staff.page()
                    .locator("vaadin-dialog[opened] vaadin-button")
                    .getByText("Add job")
                    .click();
            check(staff, "This field is required.");
            staff.press("Cancel");
            staff.picks("Add a person");
            check(staff, "Contacts can share an address");
            staff.press("Cancel");

            staff.opens("/staff");
            staff.press("Add staff member");
            staff.press("Add and email a link");
            check(staff, "Choose at least one region.");
            staff.press("Cancel");
            staff.choosesFromMenu("Actions for Sandbox Support");
            staff.choosesFromMenu("End access");
            check(staff, "They are signed out straight away");
            staff.press("Cancel");
            var other = new Colleague(browser.newPage(), stage.adminUi());
            other.page().setViewportSize(1600, 900);
            other.opens("/activity");
            other.choosesFromMenu("Account of Sandbox Admin");
            check(other, "Theme: dark");
            other.choosesFromMenu("Sign out");
            check(staff, "You signed out in another tab.");
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1600", "DARK, 360"})
    void the_way_back_to_many_invitations_is_accessible(ColorScheme scheme, int width) throws Exception {
        String name = "Again" + width;
        assertThat(stage.staff().add("au", "Heath", name, name + "@example.test"))
                .isNotBlank();
        try (var browser = stage.newBrowser(window(scheme, width))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=" + name);
            staff.seesTotal("1 contact");
            staff.more("Invite everyone who matches the filter");
            staff.press("Send one invitation");
            check(staff, "Done: 1 invited.");
            staff.press("Close");
            check(staff, "1 invited, 0 not invited");
            staff.picks("1 invited, 0 not invited");
            check(staff, "Done: 1 invited.", "Invite contacts · Latchkey");
        }
    }

    private static void open(Colleague staff, String path, String shown, String title) {
        staff.opens(path);
        check(staff, shown, title);
    }

    private static void check(Colleague staff, String shown, String title) {
        staff.sees(shown);
        assertThat(staff.page()).hasTitle(title);
        check(staff, shown);
    }

    private static void check(Colleague staff, String shown) {
        staff.sees(shown);
        staff.rests();
        assertThat(Axe.serious(staff.page()))
                .as("%s: %s", staff.page().url(), shown)
                .isEmpty();
        assertThat(staff.page().evaluate("document.documentElement.scrollWidth"))
                .as("width of %s", staff.page().url())
                .isEqualTo(staff.page().viewportSize().width);
    }

    private static FilePayload list() {
        String rows = """
            Given name;Family name;E-mail
            Heath;Imported;heath.imported@gmial.con
            Erica;Imported;erica.imported@example.test
            ;Nameless;nameless@example.test
            """;
        return new FilePayload("clients.csv", "text/csv", rows.getBytes(StandardCharsets.UTF_8));
    }

    private static NewContextOptions window(ColorScheme scheme, int width) {
        return new NewContextOptions().setColorScheme(scheme).setViewportSize(width, width == 360 ? 740 : 900);
    }
}
