package latchkey.sandbox.browser.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Stage;
import latchkey.sandbox.demo.DemoData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pictures of the documentation; CONTRIBUTING says how to take them again. */
@EnabledIfSystemProperty(named = "pictures", matches = ".+", disabledReason = "nobody asked for pictures")
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
            client.isHome();
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
    void the_mail_that_staff_sent() throws Exception {
        String email = "marigold.sample@example.test";
        assertThat(stage.staff().invite("au", "Marigold", "Sample", email)).isNotBlank();
        assertThat(stage.postbox().link(email, "/invitation/")).isNotBlank();
        try (var browser = stage.newBrowser(window(1000, 900, ColorScheme.LIGHT))) {
            var page = browser.newPage();
            page.navigate(stage.postbox().address() + "/?to=" + email);
            page.locator("#mails a").first().click();
            take(page, "mailbox-invitation");
        }
    }

    private void take(Client client, String path, String name) {
        client.opens(client.portal() + path);
        take(client.page(), name);
    }

    private static void take(Page page, String name) {
        Path folder = Path.of(System.getProperty("pictures"));
        assertThat(page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png"))))
                .isNotEmpty();
    }

    private static NewContextOptions window(int width, int height, ColorScheme scheme) {
        return new NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    }
}
