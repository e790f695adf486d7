package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import latchkey.admin.AdminUi;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.FaultyLine;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page and dialog of the admin UI in light, dark and narrow; CONTRIBUTING says how to take them again. */
@EnabledIfSystemProperty(named = "pictures", matches = ".+", disabledReason = "nobody asked for pictures")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class StaffPicturesIT {

    private static final String FILE = """
        Given name;Family name;E-mail;Phone;Reference
        Rosella;Pictured;rosella.pictured@example.test;0491 570 157;J-7001
        Galah;Pictured;galah.pictured@example.test;0491 570 158;J-7002
        ;Nameless;nameless@example.test;;J-7003
        Broken;Address;broken at example.test;;J-7004
        """;

    private final Stage stage;

    StaffPicturesIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @CsvSource({"light, 1280, 800", "dark, 1280, 800", "narrow, 360, 740"})
    void pages(String look, int width, int height) throws Exception {
        String contact = stage.staff().add("au", "Boronia", "Pictured", "boronia." + look + "@example.test");
        try (var browser = stage.newBrowser(window(look, width, height))) {
            var staff = Colleague.stranger(browser, stage.adminUi(), "/contacts");
            take(staff, "Forgot password?", "sign-in", look);
            staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            take(staff, "Dianella Demo", "contacts", look);
            visit(staff, "/contacts?search=nobody", "No contacts match", "contacts-none", look);
            visit(staff, "/contacts/" + contact, "Your own number", "contact", look);
            visit(staff, "/contacts/" + contact + "/customer/portal", "has never been invited", "portal-new", look);
            String known = open(staff, "dianella");
            visit(staff, known + "/customer/portal", "Somebody entered", "customer-portal", look);
            visit(staff, known + "/activity", "Contact created", "contact-activity", look);
            visit(staff, "/activity", "Signed in to the admin UI", "activity", look);
            visit(staff, "/staff", "support@sandbox.test", "staff", look);
            visit(staff, "/contacts/import", "Import from a file", "import", look);
            staff.page().locator("vaadin-upload input[type=file]").setInputFiles(file());
            take(staff, "will be added", "import-preview", look);
            visit(staff, "/contacts/nowhere", "This page doesn’t exist", "not-found", look);
        }
        try (var browser = stage.newBrowser(window(look, width, height))) {
            var support = Colleague.ofSupport(browser, stage.adminUi(), "/contacts");
            visit(support, "/staff", "Only administrators can open this page", "forbidden", look);
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1280, 800", "dark, 1280, 800", "narrow, 360, 740"})
    void dialogs(String look, int width, int height) throws Exception {
        String contact = stage.staff().invite("au", "Correa", "Pictured", "correa." + look + "@example.test");
        var _ = stage.staff().add("au", "Correa", "Pictured", "correa.too." + look + "@example.test");
        try (var browser = stage.newBrowser(window(look, width, height))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=pictured");
            staff.press("New contact");
            take(staff, "Create contact", "contact-new", look);
            staff.choosesInDialog("Region", "Australia");
            staff.field("Email address").fill("correa.too." + look + "@example.test");
            staff.field("Phone").click();
            take(staff, "uses this address", "contact-new-duplicate", look);
            staff.press("Cancel");
            staff.press("Discard changes");
            staff.selects(0);
            staff.selects(1);
            staff.press("Merge");
            take(staff, "is removed: its history", "merge", look);
            staff.press("Cancel");
            staff.press("Clear");
            staff.choosesFromMenu("More");
            staff.choosesFromMenu("Invite everyone who matches the filter");
            take(staff, "can be invited.", "invite-many", look);
            staff.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Send .+ invit")))
                    .click();
            take(staff, "Done:", "batch-result", look);
            staff.press("Close");
            visit(staff, "/contacts/" + contact + "/customer/portal", "Revoke invitation", "portal-invited", look);
            staff.press("Revoke invitation");
            take(staff, "’s invitation?", "confirm", look);
            staff.opens("/staff");
            staff.press("Add staff member");
            take(staff, "Add and email a link", "staff-new", look);
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1280, 800", "dark, 1280, 800", "narrow, 360, 740"})
    void when_the_backend_is_slow_or_away(String look, int width, int height) throws Exception {
        try (var line = new FaultyLine(stage.staffApi());
                var browser = stage.newBrowser(window(look, width, height))) {
            AdminUi far = stage.adminUiAt(line.address());
            try {
                var staff = Colleague.at(browser, "http://localhost:" + far.port(), "/contacts");
                awayBehindDialog(staff, line, look);
                slowThenAway(staff, line, look);
            } finally {
                far.stop();
            }
        }
    }

    private static void awayBehindDialog(Colleague staff, FaultyLine line, String look) throws IOException {
        staff.press("New contact");
        staff.choosesInDialog("Region", "Australia");
        staff.field("Given name").fill("Telopea");
        staff.field("Family name").fill("Pictured");
        staff.field("Email address").fill("telopea@example.test");
        line.is(FaultyLine.State.AWAY);
        staff.press("Create contact");
        staff.page().locator("vaadin-dialog .outage").waitFor();
        take(staff, "Create contact", "outage-dialog", look);
        line.is(FaultyLine.State.WELL);
        assertThat(staff.page().locator("vaadin-dialog .outage")).hasCount(0);
        staff.press("Cancel");
        take(staff, "Leave without saving?", "unsaved", look);
        staff.press("Discard changes");
    }

    private static void slowThenAway(Colleague staff, FaultyLine line, String look) throws IOException {
        staff.sees("Dianella Demo");
        line.is(FaultyLine.State.SLOW);
        staff.picks("Dianella Demo");
        take(staff, "Customer", "waiting", look);
        line.is(FaultyLine.State.WELL);
        staff.seesHeading("Dianella Demo");
        staff.field("Phone").fill("0491 570 156");
        line.is(FaultyLine.State.AWAY);
        staff.press("Save");
        take(staff, "can’t reach its server", "outage", look);
    }

    private static String open(Colleague staff, String name) {
        staff.opens("/contacts?search=" + name);
        staff.seesInGrid("Active");
        staff.page().locator("vaadin-grid.contacts vaadin-badge").first().click();
        staff.page().waitForURL("**/contacts/*-*");
        return staff.page().url().replaceAll("^https?://[^/]+|\\?.*$", "");
    }

    private static void visit(Colleague staff, String path, String shown, String name, String look) {
        staff.opens(path);
        take(staff, shown, name, look);
    }

    private static void take(Colleague staff, String shown, String name, String look) {
        staff.sees(shown);
        staff.rests();
        Path file = Path.of(System.getProperty("pictures"), "admin-" + name + "-" + look + ".jpg");
        byte[] picture = staff.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(file)
                        .setType(ScreenshotType.JPEG)
                        .setQuality(72));
        org.assertj.core.api.Assertions.assertThat(picture).isNotEmpty();
    }

    private static FilePayload file() {
        return new FilePayload("clients.csv", "text/csv", FILE.getBytes(StandardCharsets.UTF_8));
    }

    private static NewContextOptions window(String look, int width, int height) {
        return new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(look.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT);
    }
}
