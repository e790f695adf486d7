package latchkey.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import latchkey.sandbox.demo.DemoData;

/** A staff member at the admin UI, by the words that staff are trained on. */
record Colleague(Page page, String adminUi) {

    /** Signed in as the administrator, at the page that was asked for. */
    static Colleague at(BrowserContext browser, String adminUi, String path) {
        var colleague = new Colleague(browser.newPage(), adminUi);
        colleague.page.navigate(adminUi + path);
        colleague.page.getByLabel("E-mail address").fill(DemoData.STAFF.getFirst());
        colleague
                .page
                .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                .fill(DemoData.PASSWORD);
        colleague.press("Sign in");
        colleague.page.waitForURL(adminUi + path + "**");
        return colleague;
    }

    void searches(String words) {
        page.getByRole(AriaRole.SEARCHBOX).or(page.getByLabel("Search")).first().fill(words);
    }

    void picks(String cell) {
        page.getByText(cell).first().click();
    }

    void opensTab(String tab) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab).setExact(true))
                .click();
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    void seesButton(String button) {
        assertThat(page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true)))
                .isVisible();
    }

    void seesNoButton(String button) {
        assertThat(page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true)))
                .hasCount(0);
    }
}
