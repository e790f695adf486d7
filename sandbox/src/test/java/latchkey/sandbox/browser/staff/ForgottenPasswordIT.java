package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.TimeUnit;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Staff help themselves at the door, without an administrator. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ForgottenPasswordIT {

    private static final String EMAIL = "currawong@staff.test";
    private static final String FIRST = "seven umbrellas sing";
    private static final String SECOND = "quiet lanterns wander";

    private final Stage stage;

    ForgottenPasswordIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void who_forgot_the_password_gets_a_link_by_mail_and_signs_in_with_a_new_one() throws Exception {
        org.assertj.core.api.Assertions.assertThat(stage.staff().addSupport("au", "Currawong Example", EMAIL))
                .isNotBlank();
        String first = stage.postbox().link(EMAIL, "/activate/");
        stage.staff().activate(first, FIRST);
        try (var browser = stage.newBrowser(new NewContextOptions().setViewportSize(1400, 900))) {
            var staff = Colleague.stranger(browser, stage.adminUi(), "/contacts");
            staff.signsIn(EMAIL, "what was it again");
            staff.sees("Incorrect email address or password");
            link(staff, "Forgot password?");
            // The page before has a field of that name too, until this one is there.
            seesHeading(staff, "Reset your password");
            staff.field("Email address").fill(EMAIL);
            staff.press("Email me a link");
            seesHeading(staff, "Check your email");

            staff.page().navigate(stage.postbox().link(EMAIL, "/activate/", first));
            seesHeading(staff, "Welcome, Currawong Example");
            staff.page().getByLabel("Choose a password").fill(SECOND);
            staff.press("Set password");
            seesHeading(staff, "Your password has been set");
            link(staff, "Go to sign-in");
            staff.seesButton("Sign in");
            staff.signsIn(EMAIL, SECOND);
            staff.isAt("/contacts");
            staff.sees("Dianella Demo");
        }
    }

    private static void link(Colleague staff, String name) {
        staff.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    private static void seesHeading(Colleague staff, String heading) {
        assertThat(staff.page()
                        .getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(heading).setExact(true)))
                .isVisible();
    }
}
