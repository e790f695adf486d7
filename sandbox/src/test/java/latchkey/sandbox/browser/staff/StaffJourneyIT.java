package latchkey.sandbox.browser.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
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
    void staff_send_an_invitation_and_send_it_again() throws Exception {
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
            assertThat(stage.postbox().link("banksia.dummy@example.test", "/invitation/"))
                    .startsWith(stage.portal("au"));
        }
    }
}
