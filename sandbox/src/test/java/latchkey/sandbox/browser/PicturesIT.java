package latchkey.sandbox.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.demo.DemoData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The pictures of the documentation. They go to {@code target/pictures};
 * {@code ./latchkey test -Dpictures=../docs/pictures} renews the real ones.
 */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PicturesIT {

    private final Stage stage;

    PicturesIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void what_a_client_sees() {
        try (var browser = stage.newBrowser(window(1000, 720, ColorScheme.LIGHT))) {
            var client = Client.at(browser, stage.portal("au"), DemoData.CLIENTS.getFirst());
            take(client, "/", "portal-front");
            take(client, "/login", "portal-login");
            take(client, "/forgot-password", "portal-forgot-password");
            client.signsIn(DemoData.PASSWORD);
            client.seesAddress("/account");
            take(client, "/account", "portal-account");
        }
    }

    @Test
    void the_same_in_the_dark_on_a_phone() {
        try (var browser = stage.newBrowser(window(360, 720, ColorScheme.DARK))) {
            var client = Client.at(browser, stage.portal("nz"), DemoData.CLIENTS.getFirst());
            take(client, "/login", "portal-login-phone-dark");
        }
    }

    @Test
    void what_staff_see_and_the_mail_that_they_sent() throws Exception {
        String email = "marigold.sample@example.test";
        String contact = stage.staff().invite("au", "Marigold", "Sample", email);
        assertThat(stage.postbox().link(email, "/invitation/")).isNotBlank();
        try (var browser = stage.newBrowser(window(1400, 900, ColorScheme.LIGHT))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact + "/customer/portal");
            staff.seesButton("Resend Invitation");
            take(staff.page(), "customer-portal");
            staff.page().navigate(stage.adminUi() + "/contacts");
            PlaywrightAssertions.assertThat(
                            staff.page().getByText("Dianella Demo").first())
                    .isVisible();
            take(staff.page(), "contacts");

            staff.page().setViewportSize(1000, 900);
            staff.page().navigate(stage.postbox().address() + "/?to=" + email);
            staff.page().locator("#mails a").first().click();
            take(staff.page(), "mailbox-invitation");
        }
    }

    private void take(Client client, String path, String name) {
        client.opens(client.portal() + path);
        take(client.page(), name);
    }

    private static void take(Page page, String name) {
        Path folder = Path.of(System.getProperty("pictures", "target/pictures"));
        assertThat(page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png"))))
                .isNotEmpty();
    }

    private static NewContextOptions window(int width, int height, ColorScheme scheme) {
        return new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    }
}
