package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A colleague's time with the builder: added, given other regions, given a new link, ended. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StaffMembersIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1400, 900);
    private static final String NAME = "Kookaburra Example";
    private static final String EMAIL = "kookaburra@staff.test";
    private static final String PASSWORD = "seven umbrellas sing";

    private final Stage stage;

    StaffMembersIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_new_member_gets_a_link_sees_the_own_regions_and_is_shut_out_when_ended() throws Exception {
        try (var first = stage.newBrowser(WIDE);
                var second = stage.newBrowser(WIDE)) {
            var admin = Colleague.at(first, stage.adminUi(), "/staff");
            add(admin);
            String link = stage.postbox().link(EMAIL, "/activate/");
            var member = activated(Colleague.stranger(second, link, ""));
            seesOnlyAustralia(member);

            change(admin, "New Zealand");
            member.opens("/contacts?search=demo");
            member.sees("Kauri Demo");
            assertThat(member.page().getByLabel("Region", new Page.GetByLabelOptions().setExact(true)))
                    .isVisible();

            choose(admin, "Email a new link");
            admin.sees("A link to set a password is on its way to " + EMAIL + ".");
            org.assertj.core.api.Assertions.assertThat(stage.postbox().link(EMAIL, "/activate/", link))
                    .isNotEqualTo(link);

            choose(admin, "End access");
            admin.sees("They are signed out straight away");
            admin.page()
                    .getByRole(AriaRole.ALERTDIALOG)
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End access"))
                    .click();
            assertThat(line(admin).getByText("Ended")).isVisible();
            member.sees("An administrator has ended your access");
            member.press("Sign out");
            member.isAt("/sign-in");
            member.signsIn(EMAIL, PASSWORD);
            member.sees("Incorrect email address or password");
        }
    }

    @Test
    void the_last_administrator_stays() {
        try (var browser = stage.newBrowser(WIDE)) {
            var admin = Colleague.at(browser, stage.adminUi(), "/staff");
            admin.choosesFromMenu("Actions for Sandbox Admin");
            assertThat(admin.page().getByRole(AriaRole.MENUITEM, named("End access")))
                    .isDisabled();
            admin.choosesFromMenu("Edit staff member");
            admin.page().getByText("Support: contacts in the regions below").click();
            admin.page().getByLabel("Australia").check();
            admin.press("Save");
            admin.sees("Make somebody else an administrator first.");
        }
    }

    private static void add(Colleague admin) {
        admin.press("Add staff member");
        admin.field("Name").fill(NAME);
        admin.field("Email address").fill(EMAIL);
        admin.page().getByLabel("Australia").check();
        admin.press("Add and email a link");
        admin.sees(NAME + " has been added. A link to set a password is on its way to " + EMAIL + ".");
        assertThat(line(admin).getByText("Link sent")).isVisible();
    }

    private Colleague activated(Colleague stranger) {
        var page = stranger.page();
        assertThat(page.getByRole(AriaRole.HEADING, named("Welcome, " + NAME))).isVisible();
        page.getByLabel("Choose a password").fill(PASSWORD);
        stranger.press("Set password");
        page.getByRole(AriaRole.LINK, named("Go to sign-in")).click();
        var member = new Colleague(page, stage.adminUi());
        member.signsIn(EMAIL, PASSWORD);
        member.isAt("/contacts");
        return member;
    }

    private void seesOnlyAustralia(Colleague member) throws Exception {
        String elsewhere = stage.staff().add("nz", "Kea", "Faraway", "kea.faraway@example.test");
        member.sees("Dianella Demo");
        assertThat(member.page().getByText("New Zealand")).hasCount(0);
        assertThat(member.page().getByRole(AriaRole.LINK, named("Staff"))).hasCount(0);
        member.opens("/contacts/" + elsewhere);
        member.sees("This page doesn’t exist");
        member.opens("/activity");
        assertThat(member.page().getByTitle("Sydney time").first()).isVisible();
        assertThat(member.page().getByTitle("Auckland time")).hasCount(0);
        member.opens("/staff");
        member.sees("Only administrators can open this page");
    }

    private static void change(Colleague admin, String region) {
        choose(admin, "Edit staff member");
        admin.page().getByLabel(region).check();
        admin.press("Save");
        admin.sees(NAME + " has been updated.");
        assertThat(line(admin).getByText("Australia, " + region)).isVisible();
    }

    private static void choose(Colleague admin, String item) {
        admin.choosesFromMenu("Actions for " + NAME);
        admin.choosesFromMenu(item);
    }

    private static Locator line(Colleague admin) {
        return admin.page().locator(".member", new Page.LocatorOptions().setHasText(NAME));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
