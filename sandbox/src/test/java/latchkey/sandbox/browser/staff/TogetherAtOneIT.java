package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import latchkey.sandbox.mailbox.MailServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens elsewhere to a contact shows at who has it open, and takes nothing out of anybody's hands. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TogetherAtOneIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1600, 900);

    /** How far, once it has been drawn: rows that have come may move those around them. */
    private static final String SCROLLED = "grid => new Promise(drawn => requestAnimationFrame(() =>"
            + " requestAnimationFrame(() => drawn(grid.$.table.scrollTop))))";

    private final Stage stage;

    TogetherAtOneIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_mail_that_bounces_shows_at_the_open_tab(TestReporter reporter) throws Exception {
        String contact = stage.staff().add("au", "Telopea", "Bounce", "telopea.bounce@" + MailServer.REFUSING);
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact + "/customer/portal");
            staff.sees("This client has never been invited.");
            stage.staff().invite(contact);
            long invited = System.nanoTime();
            // It may have bounced by then.
            assertThat(staff.page().locator(".panel-head vaadin-badge"))
                    .hasText(Pattern.compile("^\\s*(Invited|Not delivered)\\s*$"));
            reporter.publishEntry("milliseconds until an open page shows a change", millisSince(invited));
            staff.sees("The invitation couldn’t be delivered to telopea.bounce@" + MailServer.REFUSING);
            staff.sees("Bounced");
        }
    }

    @Test
    void who_saves_second_is_told_and_both_keep_what_they_typed() throws Exception {
        String contact = stage.staff().add("au", "Waratah", "Twoeditors", "waratah.two@example.test");
        try (var one = stage.newBrowser(WIDE);
                var two = stage.newBrowser(WIDE)) {
            var first = Colleague.at(one, stage.adminUi(), "/contacts/" + contact);
            var second = Colleague.ofSupport(two, stage.adminUi(), "/contacts/" + contact);
            second.field("Phone").fill("0491 570 159");
            first.field("Reference").fill("J-77");
            first.press("Save");
            first.sees("Waratah Twoeditors has been saved.");

            second.sees("Somebody else has changed this contact.");
            assertThat(second.field("Phone")).hasValue("0491 570 159");
            second.press("Save");
            second.sees("Somebody else saved this contact first");
            second.press("Save my version");
            second.sees("Waratah Twoeditors has been saved.");
            assertThat(first.field("Phone")).hasValue("0491 570 159");
            assertThat(first.field("Reference")).hasValue("J-77");
        }
    }

    @Test
    void a_change_leaves_selection_and_scrolling_as_they_are() throws Exception {
        stage.staff().importAll(twoHundred());
        String contact = stage.staff().add("au", "Number150a", "Scrolled", "changing.scrolled@example.test");
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts?search=scrolled");
            staff.seesTotal("201 contacts");
            staff.selects(1);
            staff.sees("One contact selected");
            Locator rows = staff.page().locator("vaadin-grid.contacts");
            var _ = rows.evaluate("grid => grid.scrollToIndex(150)");
            staff.sees("Number150 Scrolled");
            staff.rests();
            Object before = rows.evaluate(SCROLLED);

            stage.staff().invite(contact);
            assertThat(staff.page()
                            .locator("vaadin-badge:visible")
                            .getByText("Invited", new Locator.GetByTextOptions().setExact(true)))
                    .hasCount(1);
            assertThat(rows.evaluate(SCROLLED)).isEqualTo(before);
            staff.sees("One contact selected");
        }
    }

    @Test
    void a_double_click_sends_one_invitation() throws Exception {
        String contact = stage.staff().add("au", "Acacia", "Doubleclick", "acacia.doubleclick@example.test");
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact + "/customer/portal");
            staff.button("Send Invitation").dblclick();
            staff.seesBesideGrid("Invited");
            staff.opensTab("Activity");
            assertThat(staff.page().locator(".events").getByText("Invitation sent"))
                    .hasCount(1);
        }
    }

    private static String millisSince(long start) {
        return Long.toString(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private static String twoHundred() {
        return IntStream.range(0, 200)
                .mapToObj("au,Number%1$03d,Scrolled,number%1$d.scrolled@example.test,S-%1$d\n"::formatted)
                .collect(Collectors.joining("", "region,givenName,familyName,email,reference\n", ""));
    }
}
