package latchkey.sandbox.browser.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Axe;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person asks what is kept, and then to be forgotten. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ErasureIT {

    private final Stage stage;

    ErasureIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void what_is_kept_is_downloaded_and_the_person_is_forgotten_once_the_name_was_typed() throws Exception {
        String contact = stage.staff().invite("au", "Wilga", "Leaving", "wilga.leaving@example.test");
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact);
            staff.page().getByText("Personal data").click();
            Download download = staff.page()
                    .waitForDownload(
                            () -> staff.page().getByText("Download data (JSON)").click());
            assertThat(Files.readString(download.path()))
                    .contains("wilga.leaving@example.test", "invitation-sent")
                    .doesNotContain("argon2");

            staff.press("Erase contact");
            staff.sees("Erase Wilga Leaving for good?");
            staff.rests();
            assertThat(Axe.serious(staff.page())).isEmpty();
            staff.field("To confirm, type Wilga Leaving").fill("Wilga Leaving");
            staff.page()
                    .locator(
                            "vaadin-dialog vaadin-button",
                            new com.microsoft.playwright.Page.LocatorOptions().setHasText("Erase contact"))
                    .click();
            staff.sees("Wilga Leaving has been erased.");
            staff.opens("/contacts?search=wilga.leaving");
            staff.sees("No contacts match");
            staff.opens("/activity");
            staff.sees("A contact was erased; nothing about the person is kept");
            assertThat(staff.page().getByText("Wilga Leaving")).hasCount(0);
        }
    }
}
