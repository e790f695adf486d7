package latchkey.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.stream.Stream;
import latchkey.sandbox.demo.DemoData;

/** A staff member at the admin UI, by the words that staff are trained on. */
public record Colleague(Page page, String adminUi) {

    /** Signed in as the administrator, at the page that was asked for. */
    public static Colleague at(BrowserContext browser, String adminUi, String path) {
        return at(browser, adminUi, path, DemoData.STAFF.getFirst(), DemoData.PASSWORD);
    }

    /** Signed in as support of Australia, at the page that was asked for. */
    public static Colleague ofSupport(BrowserContext browser, String adminUi, String path) {
        return at(browser, adminUi, path, DemoData.STAFF.getLast(), DemoData.PASSWORD);
    }

    public static Colleague at(BrowserContext browser, String adminUi, String path, String email, String password) {
        var colleague = stranger(browser, adminUi, path);
        colleague.signsIn(email, password);
        colleague.isAt(path);
        return colleague;
    }

    /** In a tab of their own, asked to sign in before they see the page. */
    public static Colleague stranger(BrowserContext browser, String adminUi, String path) {
        var colleague = new Colleague(browser.newPage(), adminUi);
        colleague.opens(path);
        return colleague;
    }

    public void signsIn(String email, String password) {
        page.getByLabel("Email address").fill(email);
        typesPassword(password);
        press("Sign in");
    }

    public void isAt(String path) {
        page.waitForURL(adminUi + path + "**");
    }

    /** What the address bar says after the question mark, in any order. */
    public void isSharing(String... parameters) {
        page.waitForURL(url -> Stream.of(parameters).allMatch(url::contains));
    }

    public void opens(String path) {
        page.navigate(adminUi + path);
    }

    public void typesPassword(String password) {
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
    }

    public Locator field(String label) {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    /** In a list to choose from. */
    public void chooses(String label, String item) {
        chooses(page.locator("vaadin-select"), label, item);
    }

    /** The same in the dialog that is open, or opens: behind it the page may have a list of the same name. */
    public void choosesInDialog(String label, String item) {
        chooses(page.locator("vaadin-dialog[opened] vaadin-select"), label, item);
    }

    /** The same at the contact that is open. */
    public void choosesBesideGrid(String label, String item) {
        chooses(page.locator(".panel vaadin-select"), label, item);
    }

    private void chooses(Locator lists, String label, String item) {
        lists.filter(new Locator.FilterOptions().setHas(page.locator("label").getByText(label)))
                .click();
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    public void searches(String words) {
        page.getByRole(AriaRole.SEARCHBOX).or(page.getByLabel("Search")).first().fill(words);
    }

    public void picks(String cell) {
        visible(cell).click();
    }

    /** In the menu of what is done now and then. */
    public void more(String action) {
        page.getByRole(AriaRole.MENUITEM).getByText("More").click();
        picks(action);
    }

    public void opensTab(String tab) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab).setExact(true))
                .click();
    }

    public Locator button(String label) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    public void press(String button) {
        button(button).click();
    }

    /** A menu, or an item of the one that is open. */
    public void choosesFromMenu(String item) {
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    /** Waits until rows are there and nothing fades or moves any more: what is half seen has other colours. */
    public void rests() {
        assertThat(page.locator("vaadin-grid[loading]")).hasCount(0);
        var _ = page.waitForFunction("document.getAnimations().every(one => one.playState !== 'running'"
                + " || one.effect.getComputedTiming().iterations === Infinity)");
    }

    public void sees(String text) {
        assertThat(visible(text)).isVisible();
    }

    /** How many match, and no other number that ends like it. */
    public void seesTotal(String contacts) {
        assertThat(page.locator(".total")).hasText(contacts);
    }

    /** In the grid's rows, and there are no others. */
    public void seesInGrid(String... statuses) {
        assertThat(page.locator("vaadin-grid.contacts vaadin-badge:visible")).hasText(statuses);
    }

    /** Ticks a row of the grid; the first is 0. */
    public void selects(int row) {
        page.locator("vaadin-grid.contacts vaadin-checkbox:visible").nth(row).click();
    }

    /** At the contact that is open. */
    public void seesBesideGrid(String status) {
        assertThat(page.locator(".panel-head vaadin-badge")).hasText(status);
    }

    /** The name of the contact that is open. */
    public void seesHeading(String name) {
        assertThat(page.locator(".panel-head h2")).hasText(name);
    }

    public void seesButton(String button) {
        assertThat(button(button)).isVisible();
    }

    public void seesNoButton(String button) {
        assertThat(button(button)).hasCount(0);
    }

    /** A grid keeps cells that it has no row for, with what they said last. */
    private Locator visible(String text) {
        return page.getByText(text)
                .filter(new Locator.FilterOptions().setVisible(true))
                .first();
    }
}
