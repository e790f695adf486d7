package latchkey.sandbox.browser.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Revival;
import latchkey.sandbox.browser.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many invitations go on without the browser, and without the backend that began them; they can be found, and stopped. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BatchIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1400, 900);
    private static final Pattern HALF_WAY = Pattern.compile("^[1-9][\\d,]* of 6,000 done\\.");

    /** The reference of a contact: what is to be seen half-way must not depend on how quick the backend is. */
    private static final String HELD = "Z-3000";

    private final Stage stage;

    BatchIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_batch_goes_on_when_its_browser_closes_and_its_backend_is_restarted() throws Exception {
        try (var revival = new Revival();
                var second = stage.newBrowser(WIDE)) {
            revival.staff().importAll(sixThousand());
            String address;
            Colleague colleague;
            try (var _ = revival.holds(HELD)) {
                address = begin(revival);
                colleague = Colleague.at(second, revival.adminUi(), address);
                assertThat(progress(colleague)).hasText(HALF_WAY);
                revival.stopBackend();
                colleague.sees("Latchkey can’t reach its server at the moment.");
                assertThat(progress(colleague)).hasText(HALF_WAY);
            }

            revival.startBackend();
            assertThat(progress(colleague)).hasText("Done: 6,000 invited.", patiently());
            assertThat(colleague.page().getByText("Latchkey can’t reach its server"))
                    .isHidden();
            assertThat(revival.invitationsSent()).isEqualTo(6000);

            colleague.opens("/contacts");
            colleague.picks("6,000 invited, 0 not invited");
            colleague.isAt(address);
            assertThat(progress(colleague)).hasText("Done: 6,000 invited.");
        }
    }

    @Test
    void a_batch_can_be_stopped_half_way() throws Exception {
        try (var revival = new Revival();
                var browser = stage.newBrowser(WIDE)) {
            revival.staff().importAll(sixThousand());
            try (var _ = revival.holds(HELD)) {
                var staff = invites(browser, revival);
                assertThat(progress(staff)).hasText(HALF_WAY);
                staff.press("Stop");
                assertThat(progress(staff))
                        .hasText(Pattern.compile("^Stopped after [\\d,]+ of 6,000: [\\d,]+ invited\\."));
                staff.seesNoButton("Stop");
                assertThat(revival.invitationsSent()).isBetween(250L, 5750L);
            }
        }
    }

    /** The browser is gone when this returns the address of what it began. */
    private String begin(Revival revival) {
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = invites(browser, revival);
            Locator address = staff.page().getByText("Link to this batch");
            assertThat(address).isVisible();
            return address.getAttribute("href");
        }
    }

    private static Colleague invites(BrowserContext browser, Revival revival) {
        var staff = Colleague.at(browser, revival.adminUi(), "/contacts?search=zillion");
        staff.more("Invite everyone who matches the filter");
        staff.sees("6,000 of 6,000 can be invited.");
        staff.press("Send 6,000 invitations");
        return staff;
    }

    private static Locator progress(Colleague staff) {
        return staff.page().locator(".batch [role=status]");
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(90_000);
    }

    private static String sixThousand() {
        return IntStream.range(0, 6000)
                .mapToObj("au,Number%1$d,Zillion,number%1$d.zillion@example.test,Z-%1$d\n"::formatted)
                .collect(Collectors.joining("", "region,givenName,familyName,email,reference\n", ""));
    }
}
