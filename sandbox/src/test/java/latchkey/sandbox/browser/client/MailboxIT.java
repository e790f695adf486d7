package latchkey.sandbox.browser.client;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import jakarta.mail.MessagingException;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.TestMail;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sandbox's mailbox, open in a browser. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MailboxIT {

    private final Stage stage;

    MailboxIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void shows_what_arrives_while_it_is_open_and_what_came_before_it_listened() {
        try (var browser = stage.newBrowser(new NewContextOptions())) {
            var page = browser.newPage();
            page.route("**/changes", route -> {
                arrives("early@example.test");
                route.resume();
            });
            page.navigate(stage.postbox().address());
            assertThat(page.getByText("to early@example.test")).isVisible();
            arrives("later@example.test");
            assertThat(page.getByText("to later@example.test")).isVisible();
        }
    }

    private void arrives(String recipient) {
        try {
            TestMail.send(stage.smtpPort(), recipient, "For " + recipient, "<p>Hello</p>");
        } catch (MessagingException e) {
            throw new IllegalStateException("The mailbox takes no mail", e);
        }
    }
}
