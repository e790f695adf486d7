package latchkey.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** A client with a browser: what people do there, by the words that they read. */
public record Client(Page page, String portal, String email) {

    public static Client at(BrowserContext browser, String portal, String email) {
        return new Client(browser.newPage(), portal, email);
    }

    public void opens(String address) {
        page.navigate(address);
    }

    public void choosesPassword(String password, String button) {
        assertThat(page.getByLabel("Email address")).hasValue(email);
        page.locator("input[name=password]").fill(password);
        press(button);
    }

    public void signsIn(String password) {
        opens(portal);
        page.getByRole(AriaRole.MAIN)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Login"))
                .first()
                .click();
        givesPassword(password);
    }

    /** On the login page. */
    public void givesPassword(String password) {
        page.getByLabel("Email address").fill(email);
        page.locator("input[name=password]").fill(password);
        press("Login");
    }

    public void signsOut() {
        press("Sign out");
        seesAddress("/login\\?.*|/.*");
    }

    public void forgotThePassword() {
        opens(portal + "/login");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Forgot Password?"))
                .click();
        page.getByLabel("Email address").fill(email);
        press("Reset Password");
        seesHeading("Check your email");
    }

    /** Lands in the demo portal, from where a link leads to the account. */
    public void isSignedInAs(String givenName) {
        isHome();
        seesHeading("Welcome home, " + givenName);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Your account"))
                .click();
        seesAddress("/account(\\?.*)?");
        seesHeading("Hello, " + givenName);
    }

    public void isHome() {
        assertThat(page).hasTitle("Your new home");
    }

    public void seesHeading(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(heading);
    }

    public void sees(String text) {
        assertThat(page.getByText(text).first()).isVisible();
    }

    public void seesAddress(String path) {
        page.waitForURL(
                url -> url.startsWith(portal) && url.substring(portal.length()).matches(path));
    }

    public void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
