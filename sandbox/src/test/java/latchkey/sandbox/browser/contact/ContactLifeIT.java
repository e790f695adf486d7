package latchkey.sandbox.browser.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A contact is added where it belongs, moves where it should have been, and is put away when the house is finished. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ContactLifeIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1400, 900);

    /** What staff do at a contact, and its client at the portal with a phone. */
    private interface Story {

        void play(Colleague staff, Client client) throws Exception;
    }

    private final Stage stage;

    ContactLifeIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void who_has_several_regions_chooses_one_and_adds_and_invites_in_one_step() throws Exception {
        String email = "rata.newcomer@example.test";
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.press("New contact");
            staff.field("Given name").fill("Rata");
            staff.field("Family name").fill("Newcomer");
            staff.field("Email address").fill(email);
            staff.press("Create and invite");
            assertThat(inDialog(staff, "vaadin-select")).hasText(Pattern.compile("This field is required"));
            staff.choosesInDialog("Region", "New Zealand");
            staff.press("Create and invite");
            staff.sees("Rata Newcomer has been added, and an invitation is on its way to " + email + ".");
            staff.seesHeading("Rata Newcomer");
            staff.seesBesideGrid("Invited");
            org.assertj.core.api.Assertions.assertThat(stage.postbox().link(email, "/invitation/"))
                    .startsWith(stage.portal("nz"));
        }
    }

    @Test
    void who_has_one_region_is_not_asked_for_it() {
        try (var browser = stage.newBrowser(WIDE)) {
            var support = Colleague.ofSupport(browser, stage.adminUi(), "/contacts");
            support.press("New contact");
            assertThat(inDialog(support, "vaadin-select-value-button")).hasText("Australia");
        }
    }

    @Test
    void an_invited_client_moves_to_another_region_with_a_new_invitation() throws Exception {
        String email = "kowhai.moving@example.test";
        String contact = stage.staff().invite("au", "Kowhai", "Moving", email);
        String before = stage.postbox().link(email, "/invitation/");
        play(contact, "nz", email, (staff, client) -> {
            staff.sees("In another region the client gets a new invitation from that region’s portal");
            staff.choosesBesideGrid("Region", "New Zealand");
            staff.press("Save");
            staff.sees("Kowhai Moving has been saved. A new invitation is on its way to " + email
                    + "; the earlier link no longer works.");
            String after = stage.postbox().link(email, "/invitation/", before);
            org.assertj.core.api.Assertions.assertThat(after).startsWith(stage.portal("nz"));

            client.opens(before);
            client.seesHeading("This invitation no longer works");
            client.opens(after);
            client.choosesPassword("seven umbrellas sing", "Create account");
            client.isSignedInAs("Kowhai");

            staff.opens("/contacts/" + contact);
            staff.seesBesideGrid("Active");
            staff.sees("The account belongs to this region’s portal, so it can’t move.");
            assertThat(staff.page().locator(".contact-tab vaadin-select")).hasAttribute("readonly", "");
        });
    }

    @Test
    void an_archived_contact_is_found_by_its_filter_alone_until_it_is_restored() throws Exception {
        String email = "sedge.finished@example.test";
        String contact = stage.staff().invite("au", "Sedge", "Finished", email);
        String invitation = stage.postbox().link(email, "/invitation/");
        play(contact, "au", email, (staff, client) -> {
            staff.seesBesideGrid("Invited");
            staff.press("Archive contact");
            Locator question = staff.page().getByRole(AriaRole.ALERTDIALOG);
            assertThat(question).containsText("The open invitation stops working.");
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Archive contact"))
                    .click();
            staff.sees("Sedge Finished has been archived.");
            client.opens(invitation);
            client.seesHeading("This invitation no longer works");

            staff.opens("/contacts?search=sedge.finished");
            staff.sees("No contacts match");
            staff.press("Clear search and filters");
            staff.more("Show archived contacts");
            staff.isAt("/contacts?archived=only");
            staff.picks("Sedge Finished");
            staff.seesHeading("Sedge Finished");
            staff.sees("This contact is archived: it isn’t found in the list and can’t be invited.");
            staff.press("Restore contact");
            staff.sees("Sedge Finished has been restored.");
            staff.seesButton("Archive contact");

            staff.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop showing archived contacts"))
                    .click();
            staff.searches("sedge.finished");
            staff.seesInGrid("Invitation revoked");
        });
    }

    private void play(String contact, String region, String email, Story story) throws Exception {
        try (var browser = stage.newBrowser(WIDE);
                var phone = stage.newBrowser(new NewContextOptions())) {
            story.play(
                    Colleague.at(browser, stage.adminUi(), "/contacts/" + contact),
                    Client.at(phone, stage.portal(region), email));
        }
    }

    private static Locator inDialog(Colleague staff, String part) {
        return staff.page().locator("vaadin-dialog[opened] " + part);
    }
}
