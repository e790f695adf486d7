package latchkey.sandbox.browser.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session that ends while somebody types costs a password, and nothing that was typed. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InterruptedEditIT {

    private static final String MEMBER = "brolga@staff.test";
    private static final String FIRST = "seven umbrellas sing";
    private static final String SECOND = "quiet lanterns wander";

    private final Stage stage;

    InterruptedEditIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void an_edit_outlives_the_session_that_it_began_in() throws Exception {
        String contact = stage.staff().add("au", "Lilac", "Interrupted", "lilac.interrupted@example.test");
        String member = stage.staff().addSupport("au", "Brolga Example", MEMBER);
        String link = stage.postbox().link(MEMBER, "/activate/");
        stage.staff().activate(link, FIRST);
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact, MEMBER, FIRST);
            var phone = staff.field("Phone");
            phone.fill("0491 570 156");

            stage.staff().mailStaffLink(member);
            stage.staff().activate(stage.postbox().link(MEMBER, "/activate/", link), SECOND);
            staff.press("Save");
            staff.sees("Your session has ended.");
            staff.typesPassword(SECOND);
            staff.press("Sign in");

            assertThat(phone).hasValue("0491 570 156");
            staff.press("Save");
            staff.sees("Lilac Interrupted has been saved.");
            staff.page().reload();
            assertThat(phone).hasValue("0491 570 156");
        }
    }
}
