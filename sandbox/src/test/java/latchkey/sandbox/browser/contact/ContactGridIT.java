package latchkey.sandbox.browser.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What staff look at all day: the grid as they want it, and as they can send it to a colleague. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ContactGridIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1600, 900);

    private final Stage stage;

    ContactGridIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void the_columns_that_somebody_chose_are_there_again_the_next_day() {
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            assertThat(header(staff, "Reference")).isVisible();
            staff.choosesFromMenu("Choose columns");
            staff.page()
                    .getByRole(AriaRole.MENUITEMCHECKBOX, new Page.GetByRoleOptions().setName("Reference"))
                    .or(staff.page().getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Reference")))
                    .click();
            assertThat(header(staff, "Reference")).isHidden();
            staff.page().reload();
            assertThat(header(staff, "Region")).isVisible();
            assertThat(header(staff, "Reference")).isHidden();
        }
    }

    @Test
    void times_are_told_as_people_say_them_and_exactly_on_hover() {
        var berlin = new NewContextOptions().setLocale("de-DE").setTimezoneId("Europe/Berlin");
        // The sign-in is not before it.
        var now = LocalDate.now(ZoneId.of("Europe/Berlin"));
        try (var browser = stage.newBrowser(berlin.setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=ironbark");
            assertThat(staff.page().getByText(Pattern.compile("^(9|10) days ago$")))
                    .hasAttribute("title", Pattern.compile("\\d+ \\w+ \\d{4}, \\d\\d:\\d\\d \\(Sydney time\\)"));
            staff.opens("/activity");
            String today = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK).format(now);
            assertThat(staff.page()
                            .getByText(Pattern.compile("^" + today + ", \\d\\d:\\d\\d$"))
                            .first())
                    .isVisible();
        }
    }

    /** A window of 1280 by 800 at 200 %. */
    @Test
    void at_two_hundred_percent_nothing_lies_above_anything_else() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(640, 400))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.sees("Dianella Demo");
            staff.rests();
            var create = staff.button("New contact").boundingBox();
            var search = staff.page().locator(".search").boundingBox();
            org.assertj.core.api.Assertions.assertThat(search.y).isGreaterThanOrEqualTo(create.y + create.height);
        }
    }

    @Test
    void the_address_bar_can_be_sent_to_a_colleague() {
        try (var browser = stage.newBrowser(WIDE);
                var other = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.searches("demo");
            staff.isAt("/contacts?search=demo");
            staff.page().locator("vaadin-select").first().click();
            staff.page()
                    .getByRole(
                            AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^Invited \\(3\\)$")))
                    .click();
            staff.isAt("/contacts?search=demo&status=INVITED");
            header(staff, "Email address").click();
            staff.isSharing("search=demo", "status=INVITED", "sort=email", "order=asc");
            header(staff, "Email address").click();
            staff.isSharing("search=demo", "status=INVITED", "sort=email", "order=desc");

            String path = staff.page().url().substring(stage.adminUi().length());
            var colleague = Colleague.at(other, stage.adminUi(), path);
            colleague.isSharing("search=demo", "status=INVITED", "sort=email", "order=desc");
            colleague.seesInGrid("Not delivered", "Not delivered", "Not delivered");
            assertThat(colleague.page().getByLabel("Search").first()).hasValue("demo");
            assertThat(names(colleague).first()).hasText("Sumac Demo");
        }
    }

    @Test
    void several_can_be_picked_and_what_is_done_with_them_stands_beside_their_number() {
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=demo");
            pick(staff, 3);
            staff.sees("One contact selected");
            pick(staff, 6);
            staff.sees("2 contacts selected");
            staff.press("Invite selected contacts");
            staff.sees("2 of 2 can be invited.");
            staff.press("Cancel");
            staff.press("Clear");
            assertThat(staff.page().getByText("contacts selected")).isHidden();
        }
    }

    /** The row of this number, counted from 1. */
    private static void pick(Colleague staff, int row) {
        staff.page().locator("vaadin-grid.contacts vaadin-checkbox").nth(row).click();
    }

    private static Locator header(Colleague staff, String name) {
        return staff.page().locator("vaadin-grid-sorter", new Page.LocatorOptions().setHasText(name));
    }

    private static Locator names(Colleague staff) {
        return staff.page().locator("vaadin-grid.contacts vaadin-grid-cell-content:has(span[title$=Demo])");
    }
}
