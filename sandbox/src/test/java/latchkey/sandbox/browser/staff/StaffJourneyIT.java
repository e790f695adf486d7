package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.FrameLocator;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way that staff go all day: Contacts, a client, Customer, Customer Portal, Send Invitation. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StaffJourneyIT {

    private final Stage stage;

    StaffJourneyIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void staff_send_an_invitation_and_send_it_again_in_their_own_words() throws Exception {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.searches("banksia");
            staff.seesInGrid("Not invited");
            staff.picks("Banksia");
            staff.opensTab("Customer");
            staff.opensTab("Customer Portal");
            staff.seesNoButton("Resend Invitation");
            staff.press("Send Invitation");
            staff.seesButton("Resend Invitation");
            staff.seesNoButton("Send Invitation");
            org.assertj.core.api.Assertions.assertThat(
                            stage.postbox().link("banksia.dummy@example.test", "/invitation/"))
                    .startsWith(stage.portal("au"));

            staff.sees("Accepted by the mail server");
            staff.press("Resend with a personal line…");
            staff.field("Personal line").fill("See you on site on Friday.");
            assertThat(mail(staff).getByText("See you on site on Friday.")).isVisible();
            staff.button("Resend Invitation").last().click();
            staff.picks("Emails sent");
            staff.picks("New link to the Latchkey Homes client portal");
            assertThat(mail(staff).getByText("See you on site on Friday.")).isVisible();
        }
    }

    /** As the client reads it. */
    private static FrameLocator mail(Colleague staff) {
        return staff.page().frameLocator("vaadin-dialog[opened] iframe");
    }
}
