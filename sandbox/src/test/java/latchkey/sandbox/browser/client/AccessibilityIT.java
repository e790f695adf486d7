package latchkey.sandbox.browser.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Stage;
import latchkey.sandbox.demo.DemoData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** axe-core finds nothing on any page that a client sees, in light and in dark. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AccessibilityIT {

    private static final List<String> OPEN_TO_ALL = List.of(
            "/",
            "/login",
            "/login?reset",
            "/forgot-password",
            "/forgot-password/sent",
            "/reset-password/damaged",
            "/invitation/damaged",
            "/invitation/sent",
            "/confirm-address/damaged",
            "/oauth/authorize?client_id=nobody",
            "/no-such-page");
    private static final List<String> SIGNED_IN = List.of("/account", "/account/password", "/oauth/logout");

    private final Stage stage;

    AccessibilityIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void every_client_page_is_accessible(ColorScheme scheme) throws Exception {
        String stray = "stray." + scheme.name().toLowerCase(Locale.ROOT) + "@example.test";
        assertThat(stage.staff().invite("au", "Heath", "Stray", stray)).isNotBlank();
        String invitation = stage.postbox().link(stray, "/invitation/");
        try (var browser = stage.newBrowser(new NewContextOptions().setColorScheme(scheme))) {
            var client = Client.at(browser, stage.portal("us"), DemoData.CLIENTS.getLast());
            OPEN_TO_ALL.forEach(path -> check(client.page(), stage.portal("us") + path));
            check(client.page(), stage.portal("us").replace("us.localhost", "localhost"));
            check(client.page(), invitation);
            check(client.page(), invitation.replace(stage.portal("au"), stage.portal("us")));
            client.sees("This link belongs to another portal");

            client.signsIn("a wrong password");
            client.sees("The email address or password is incorrect.");
            check(client.page());
            client.signsIn(DemoData.PASSWORD);
            client.isHome();
            check(client.page());
            SIGNED_IN.forEach(path -> check(client.page(), stage.portal("us") + path));
        }
    }

    private static void check(Page page, String address) {
        page.navigate(address);
        check(page);
    }

    private static void check(Page page) {
        assertThat(new AxeBuilder(page).setLegacyMode(true).analyze().getViolations())
                .as(page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }
}
