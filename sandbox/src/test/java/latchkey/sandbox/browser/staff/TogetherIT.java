package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Open pages follow what colleagues and clients do; nobody reloads, and nobody sees another region's contacts. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TogetherIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1600, 900);

    private final Stage stage;

    TogetherIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void what_one_does_shows_at_the_other_by_itself() throws Exception {
        String email = "verbena.live@example.test";
        String contact = stage.staff().add("au", "Verbena", "Live", email);
        try (var first = stage.newBrowser(WIDE);
                var second = stage.newBrowser(WIDE);
                var third = stage.newBrowser(new NewContextOptions())) {
            var admin = Colleague.at(first, stage.adminUi(), "/contacts/" + contact + "/customer/portal");
            var support = Colleague.ofSupport(second, stage.adminUi(), "/contacts");
            support.searches("verbena");
            support.seesInGrid("Not invited");
            support.picks("Verbena");
            support.seesBesideGrid("Not invited");
            support.field("Phone").fill("0491 570 006");

            admin.press("Send Invitation");
            support.seesInGrid("Invited");
            support.seesBesideGrid("Invited");

            var client = Client.at(third, stage.portal("au"), email);
            client.opens(stage.postbox().link(email, "/invitation/"));
            client.choosesPassword("seven umbrellas sing", "Create account");
            client.isSignedInAs("Verbena");
            admin.seesBesideGrid("Active");
            support.seesInGrid("Active");
            support.seesBesideGrid("Active");
            assertThat(support.field("Phone")).hasValue("0491 570 006");
        }
    }

    @Test
    void support_of_one_region_finds_no_contact_of_another() throws Exception {
        String contact = stage.staff().add("nz", "Tussock", "Elsewhere", "tussock.elsewhere@example.test");
        try (var browser = stage.newBrowser(WIDE)) {
            var support = Colleague.ofSupport(browser, stage.adminUi(), "/contacts");
            support.sees("Dianella Demo");
            support.searches("tussock");
            support.sees("No contacts match");

            support.opens("/contacts/" + contact);
            support.sees("This page doesn’t exist");
            support.opens("/contacts/" + contact + "/customer/portal");
            support.sees("This page doesn’t exist");
            assertThat(support.page().getByText("Tussock")).hasCount(0);
        }
    }
}
