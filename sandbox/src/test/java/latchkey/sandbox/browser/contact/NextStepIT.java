package latchkey.sandbox.browser.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page says comes next is what helps. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NextStepIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1400, 900);
    private static final String FIRST = "seven umbrellas sing";

    private final Stage stage;

    NextStepIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void from_who_is_calling_to_the_button_that_fixes_it_are_two_steps() {
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            // Whoever was looked at before left this tab open.
            staff.searches("tamarack");
            staff.seesTotal("1 contact");
            staff.page().keyboard().press("Enter");
            staff.seesHeading("Tamarack Mockup");
            staff.opensTab("Customer");
            staff.searches("scarlet");
            staff.seesTotal("1 contact");
            staff.page().keyboard().press("Enter");
            staff.seesHeading("Scarlet Example");
            Locator first = staff.page().locator(".portal-tab > :first-child");
            assertThat(first).containsText("Too many wrong passwords: sign-in is paused until");
            first.getByRole(AriaRole.BUTTON, named("Unlock sign-in")).click();
            staff.sees("Sign-in is unlocked: Scarlet Example can try again now.");
            assertThat(first).containsText("100 wrong passwords have been entered");
        }
    }

    @Test
    void a_changed_address_is_confirmed_by_the_client_and_told_at_the_old_one() throws Exception {
        String before = "gumnut.before@example.test";
        String after = "gumnut.after@example.test";
        String contact = stage.staff().invite("au", "Gumnut", "Moving", before);
        try (var browser = stage.newBrowser(WIDE);
                var phone = stage.newBrowser(new NewContextOptions())) {
            accept(Client.at(phone, stage.portal("au"), before), "Gumnut");
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact);
            staff.field("Email address").fill(after);
            staff.press("Save");
            staff.sees("We’ve asked for " + after + " to be confirmed");
            staff.opensTab("Customer");
            staff.sees("Gumnut hasn’t confirmed the new email address " + after + " yet");
            staff.seesButton("Send the link again");

            var client = Client.at(phone, stage.portal("au"), after);
            client.opens(stage.postbox().link(after, "/confirm-address/"));
            client.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirm this address"))
                    .click();
            client.sees("Your email address has been changed.");
            assertThat(client.page().getByLabel("Email address")).hasValue(after);
            client.givesPassword(FIRST);
            client.isSignedInAs("Gumnut");
            staff.opens("/contacts/" + contact + "/customer/portal");
            staff.picks("Emails sent");
            staff.sees("sign-in address was changed");
            staff.sees(before + " · ");
        }
    }

    @Test
    void many_invitations_can_be_undone_before_the_first_one_leaves() throws Exception {
        for (String name : new String[] {"First", "Second"}) {
            assertThatAdded(stage.staff().add("au", name, "Quokka", name + ".quokka@example.test"));
        }
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=quokka");
            staff.seesTotal("2 contacts");
            staff.more("Invite everyone who matches the filter");
            staff.sees("2 of 2 can be invited.");
            staff.press("Send 2 invitations");
            staff.press("Undo");
            staff.sees("Undone: nobody was invited.");
            staff.press("Close");
            staff.seesInGrid("Not invited", "Not invited");
        }
    }

    @Test
    void who_opens_a_link_that_no_longer_works_gets_a_new_one_by_a_button() throws Exception {
        String email = "wombat.late@example.test";
        String contact = stage.staff().invite("nz", "Wombat", "Late", email);
        String older = stage.postbox().link(email, "/invitation/");
        stage.staff().invite(contact);
        try (var phone = stage.newBrowser(new NewContextOptions().setViewportSize(360, 640))) {
            var client = Client.at(phone, stage.portal("nz"), email);
            client.opens(older);
            client.seesHeading("This invitation no longer works");
            client.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Email me a new invitation"))
                    .click();
            client.seesHeading("Check your email");
            client.opens(stage.postbox().link(email, "/invitation/", older));
            client.choosesPassword(FIRST, "Create account");
            client.isSignedInAs("Wombat");
            client.opens(stage.portal("nz") + "/login");
            client.isHome();
        }
    }

    private void accept(Client client, String givenName) throws Exception {
        client.opens(stage.postbox().link(client.email(), "/invitation/"));
        client.choosesPassword(FIRST, "Create account");
        client.isSignedInAs(givenName);
    }

    private static void assertThatAdded(String id) {
        org.assertj.core.api.Assertions.assertThat(id).isNotBlank();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
