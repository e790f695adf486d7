package latchkey.sandbox.browser.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the invitation to the second password, the way every client goes. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ClientJourneyIT {

    private static final String FIRST = "seven umbrellas sing";
    private static final String SECOND = "quiet lanterns wander";

    private final Stage stage;

    ClientJourneyIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @ValueSource(strings = {"au", "nz", "us"})
    void a_client_gets_in_and_gets_in_again_after_forgetting(String region) throws Exception {
        journey(region, "marigold." + region + "@example.test", new NewContextOptions());
    }

    @Test
    void it_works_without_javascript() throws Exception {
        journey("au", "without.script@example.test", new NewContextOptions().setJavaScriptEnabled(false));
    }

    @Test
    void it_works_on_a_phone_of_360_pixels() throws Exception {
        journey("nz", "small.phone@example.test", new NewContextOptions().setViewportSize(360, 640));
    }

    @Test
    void who_set_a_new_password_on_another_device_finds_the_address_at_the_login() throws Exception {
        String email = "marigold.elsewhere@example.test";
        assertThat(stage.staff().invite("au", "Marigold", "Sample", email)).isNotBlank();
        try (var browser = stage.newBrowser(new NewContextOptions());
                var other = stage.newBrowser(new NewContextOptions())) {
            var client = Client.at(browser, stage.portal("au"), email);
            client.opens(stage.postbox().link(email, "/invitation/"));
            client.choosesPassword(FIRST, "Create account");
            client.isSignedInAs("Marigold");
            client.signsOut();
            client.forgotThePassword();
            var elsewhere = Client.at(other, stage.portal("au"), email);
            elsewhere.opens(stage.postbox().link(email, "/reset-password/"));
            elsewhere.choosesPassword(SECOND, "Save password");
            elsewhere.sees("Your password has been changed. Please sign in.");
            assertThat(elsewhere.page().getByLabel("Email address")).hasValue(email);
        }
    }

    private void journey(String region, String email, NewContextOptions options) throws Exception {
        assertThat(stage.staff().invite(region, "Marigold", "Sample", email)).isNotBlank();
        try (var browser = stage.newBrowser(options)) {
            var client = Client.at(browser, stage.portal(region), email);
            String invitation = stage.postbox().link(email, "/invitation/");
            assertThat(invitation).startsWith(stage.portal(region));

            client.opens(invitation);
            client.choosesPassword(FIRST, "Create account");
            client.isSignedInAs("Marigold");
            nothingSticksOut(client.page());
            client.signsOut();

            client.forgotThePassword();
            String reset = stage.postbox().link(email, "/reset-password/");
            client.opens(reset);
            client.choosesPassword(SECOND, "Save password");
            client.sees("Your password has been changed. Please sign in.");

            client.signsIn(FIRST);
            client.sees("The email address or password is incorrect.");
            client.signsIn(SECOND);
            client.isSignedInAs("Marigold");

            client.opens(reset);
            client.seesHeading("This link no longer works");
            client.opens(invitation);
            client.seesHeading("Welcome home, Marigold");
            nothingSticksOut(client.page());
        }
    }

    /** No page is wider than the window. */
    private static void nothingSticksOut(Page page) {
        var body = page.locator("body").boundingBox();
        assertThat(body.width).isLessThanOrEqualTo(page.viewportSize().width);
    }
}
