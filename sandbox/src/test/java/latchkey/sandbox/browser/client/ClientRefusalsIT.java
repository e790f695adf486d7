package latchkey.sandbox.browser.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import latchkey.sandbox.browser.Client;
import latchkey.sandbox.browser.Fields;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form refuses is said above it and at its field, with what to do. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ClientRefusalsIT {

    private static final String EMAIL = "grevillea.refused@example.test";

    private final Stage stage;

    ClientRefusalsIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void empty_fields_are_named_both_at_once(boolean scripts) {
        try (var browser = stage.newBrowser(new NewContextOptions().setJavaScriptEnabled(scripts))) {
            var client = Client.at(browser, stage.portal("au"), EMAIL);
            client.opens(stage.portal("au") + "/login");
            client.press("Login");
            assertThat(client.page().getByRole(AriaRole.ALERT).getByRole(AriaRole.LISTITEM))
                    .hasText(new String[] {"Enter your email address", "Enter your password"});
            Fields.complains(client.page().getByLabel("Email address"), "Enter your email address");
            Fields.complains(password(client), "Enter your password");
        }
    }

    @Test
    void a_refused_password_says_why_and_the_next_one_creates_the_account() throws Exception {
        org.assertj.core.api.Assertions.assertThat(stage.staff().invite("au", "Grevillea", "Refused", EMAIL))
                .isNotBlank();
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(360, 640))) {
            var client = Client.at(browser, stage.portal("au"), EMAIL);
            client.opens(stage.postbox().link(EMAIL, "/invitation/"));
            refuses(client, "", "Enter a password of at least 12 characters.");
            refuses(client, "umbrella", "Your password needs at least 12 characters.");
            refuses(client, "grevillea sings here", "Your password contains your name");
            refuses(client, "password1234", "Many people use this password or one like it");
            client.choosesPassword("seven umbrellas sing", "Create account");
            client.isSignedInAs("Grevillea");
        }
    }

    private static void refuses(Client client, String typed, String why) {
        client.choosesPassword(typed, "Create account");
        assertThat(client.page()).hasTitle(Pattern.compile("^Error: "));
        assertThat(client.page().getByRole(AriaRole.ALERT).getByText(why)).isVisible();
        Fields.complains(password(client), why);
        assertThat(password(client)).hasValue("");
    }

    private static Locator password(Client client) {
        return client.page().locator("input[name=password]");
    }
}
