package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Fields;
import latchkey.sandbox.browser.Stage;
import latchkey.sandbox.demo.DemoData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is refused says what is wrong, then what to do: at the field where there is one. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StaffRefusalsIT {

    private static final String PASSWORD = "seven umbrellas sing";

    /** As many as one contact may be sent within an hour. */
    private static final int MOST_INVITATIONS = 5;

    private final Stage stage;

    StaffRefusalsIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void an_address_that_another_contact_has_is_asked_about_and_nothing_typed_is_lost() throws Exception {
        String email = "hakea.twice@example.test";
        assertIsThere(stage.staff().add("au", "Hakea", "Twice", email));
        try (var browser = stage.newBrowser(wide())) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.press("New contact");
            staff.choosesInDialog("Region", "Australia");
            staff.field("Given name").fill("Protea");
            staff.field("Family name").fill("Twice");
            staff.field("Email address").fill(email);
            staff.field("Phone").click();
            Locator dialog = staff.page().locator("vaadin-dialog[opened]");
            assertThat(dialog.getByRole(AriaRole.STATUS).getByText("Hakea Twice uses this address"))
                    .isVisible();
            staff.press("Create contact");
            Locator question = staff.page().getByRole(AriaRole.ALERTDIALOG);
            assertThat(question).containsText("Is this somebody else?");
            question.getByRole(AriaRole.BUTTON, named("Cancel")).click();
            assertThat(question).hasCount(0);
            assertThat(staff.field("Given name")).hasValue("Protea");
            assertThat(staff.field("Email address")).hasValue(email);
        }
    }

    @Test
    void a_member_who_is_there_already_is_said_to_be_at_the_address() {
        try (var browser = stage.newBrowser(wide())) {
            var staff = Colleague.at(browser, stage.adminUi(), "/staff");
            staff.press("Add staff member");
            staff.field("Name").fill("Somebody Again");
            staff.field("Email address").fill(DemoData.STAFF.getLast());
            staff.page().getByLabel("Australia").check();
            staff.press("Add and email a link");
            Fields.complains(
                    staff.field("Email address"),
                    "There is already a staff member with this email address. Edit that staff member");
            assertThat(staff.field("Email address")).isFocused();
        }
    }

    @Test
    void one_invitation_too_many_is_refused_with_the_time_of_the_next() throws Exception {
        String email = "leschenaultia.often@example.test";
        String contact = stage.staff().add("au", "Leschenaultia", "Often", email);
        String last = "";
        for (int i = 0; i < MOST_INVITATIONS; i++) {
            stage.staff().invite(contact);
            last = stage.postbox().link(email, "/invitation/", last);
        }
        try (var browser = stage.newBrowser(wide().setTimezoneId("Australia/Perth"))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact + "/customer/portal");
            staff.sees("Accepted by the mail server");
            staff.seesButton("Resend Invitation");
            staff.press("Resend Invitation");
            assertThat(staff.page().getByText("Too many invitations have been sent to this client"))
                    .containsText(Pattern.compile(
                            "in a short time\\. Try again (today|tomorrow) at \\d+:\\d\\d.* \\(Perth time\\)\\.$"));
        }
    }

    @Test
    void a_new_password_of_staff_is_refused_with_its_reason_at_the_field() throws Exception {
        String email = "pardalote@staff.test";
        assertIsThere(stage.staff().addSupport("au", "Pardalote Example", email));
        try (var browser = stage.newBrowser(wide())) {
            var staff = Colleague.stranger(browser, stage.postbox().link(email, "/activate/"), "");
            Locator first = staff.page().getByLabel("Choose a password");
            refuses(staff, "Set password", first, "umbrella", "Your password needs at least 12 characters.");
            refuses(
                    staff,
                    "Set password",
                    first,
                    "pardalote at work",
                    "Your password contains part of your email address");
            first.fill(PASSWORD);
            staff.press("Set password");
            staff.sees("Your password has been set");

            staff = Colleague.at(browser, stage.adminUi(), "/account", email, PASSWORD);
            Locator current = staff.page().getByLabel("Current password");
            Locator next = staff.page().getByLabel("New password");
            current.fill("something else");
            refuses(
                    staff,
                    "Change password",
                    next,
                    "quiet lanterns wander",
                    current,
                    "That isn’t your current password");
            current.fill(PASSWORD);
            refuses(staff, "Change password", next, "password1234", "Many people use this password or one like it");
            assertThat(current).hasValue(PASSWORD);
            next.fill("quiet lanterns wander");
            staff.press("Change password");
            staff.sees("Your password has been changed.");
        }
    }

    private static void refuses(Colleague staff, String button, Locator field, String typed, String why) {
        refuses(staff, button, field, typed, field, why);
    }

    private static void refuses(
            Colleague staff, String button, Locator field, String typed, Locator wrong, String why) {
        field.fill(typed);
        staff.press(button);
        Fields.complains(wrong, why);
        assertThat(wrong).isFocused();
    }

    private static void assertIsThere(String id) {
        org.assertj.core.api.Assertions.assertThat(id).isNotBlank();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static NewContextOptions wide() {
        return new NewContextOptions().setViewportSize(1400, 900);
    }
}
