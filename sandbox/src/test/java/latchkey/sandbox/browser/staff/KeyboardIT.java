package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A day without a mouse. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class KeyboardIT {

    private static final String SEARCH = "Search by part of a name, email address, phone number or reference";

    private final Stage stage;

    KeyboardIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @CsvSource({"1400, 900", "360, 740"})
    void a_slash_searches_arrows_and_enter_open_and_escape_goes_back_to_the_row(int width, int height) {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(width, height))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            staff.sees("Dianella Demo");
            type(staff.page(), "/");
            assertThat(staff.page().getByLabel(SEARCH)).isFocused();
            staff.page().keyboard().type("demo");
            staff.isAt("/contacts?search=demo");
            staff.seesTotal("6 contacts");

            type(staff.page(), "ArrowDown", "ArrowDown", "Enter");
            staff.seesHeading("Kānuka Demo");
            type(staff.page(), "Escape");
            staff.isAt("/contacts?search=demo");
            assertThat(staff.page().locator("vaadin-grid.contacts:focus-within"))
                    .isVisible();
            type(staff.page(), "ArrowDown", "Enter");
            staff.seesHeading("Kauri Demo");

            type(staff.page(), "Escape", "?");
            staff.sees("From the search to the list, and down the list");
        }
    }

    @Test
    void escape_asks_before_it_loses_what_was_typed_and_begins_at_the_way_back() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=dianella");
            staff.picks("Dianella");
            staff.field("Phone").fill("0491 570 157");
            for (String key : List.of("Escape", "Enter")) {
                type(staff.page(), "Escape");
                assertThat(staff.page()
                                .getByRole(AriaRole.ALERTDIALOG)
                                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Back to editing")))
                        .isFocused();
                type(staff.page(), key);
                // While it fades, what lies behind it hears no key.
                assertThat(staff.page().locator("vaadin-confirm-dialog")).hasCount(0);
                assertThat(staff.field("Phone")).hasValue("0491 570 157");
                assertThat(staff.field("Phone")).isFocused();
            }
        }
    }

    @Test
    void a_menu_and_a_list_close_by_escape_and_leave_the_contact_open() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=dianella");
            staff.picks("Dianella");
            staff.seesHeading("Dianella Demo");
            staff.choosesFromMenu("More");
            assertThat(staff.page().getByRole(AriaRole.MENU)).isVisible();
            type(staff.page(), "Escape");
            assertThat(staff.page().getByRole(AriaRole.MENU)).hasCount(0);
            staff.page().locator("vaadin-select").first().click();
            assertThat(staff.page().getByRole(AriaRole.LISTBOX)).isVisible();
            type(staff.page(), "Escape");
            assertThat(staff.page().getByRole(AriaRole.LISTBOX)).isHidden();
            staff.seesHeading("Dianella Demo");
        }
    }

    @ParameterizedTest
    @CsvSource({"/contacts, New contact", "/staff, Add staff member"})
    void a_dialog_closes_by_escape_and_the_cursor_is_back_on_its_button(String path, String button) {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), path);
            var opener = staff.page()
                    .getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(button).setExact(true))
                    .first();
            opener.focus();
            type(staff.page(), "Enter");
            assertThat(staff.page().locator("vaadin-dialog[opened]")).hasCount(1);
            assertThat(opener).not().isFocused();
            type(staff.page(), "Escape");
            assertThat(staff.page().locator("vaadin-dialog[opened]")).hasCount(0);
            assertThat(opener).isFocused();
        }
    }

    @Test
    void what_has_the_cursor_can_be_seen() {
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/staff");
            staff.sees("support@sandbox.test");
            for (int stop = 0; stop < 7; stop++) {
                type(staff.page(), "Tab");
                assertThat(staff.page().evaluate(RING)).as("stop %d", stop).isEqualTo(true);
            }
        }
    }

    /** Whether the innermost focused element, or one that holds it, has a ring of at least a pixel. */
    private static final String RING = """
        () => {
            let element = document.activeElement;
            const around = [];
            for (let at = element; at; at = at.assignedSlot || at.parentNode || at.host) {
                if (at instanceof Element) around.push(at, ...(at.shadowRoot?.querySelectorAll('[part]') || []));
                if (around.length > 60) break;
            }
            return around.some(one => {
                const style = getComputedStyle(one);
                return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
            });
        }
        """;

    private static void type(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }
}
