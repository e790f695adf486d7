package latchkey.sandbox.browser.staff;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import latchkey.admin.AdminUi;
import latchkey.sandbox.browser.Axe;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import latchkey.sandbox.demo.DemoData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a day at the admin UI begins, pauses and ends: whoever comes back finds the page that they left. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SessionsIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1400, 900);
    private static final String CHANGED = "because your password was changed";
    private static final String ADMIN = DemoData.STAFF.getFirst();

    private final Stage stage;

    SessionsIT(Stage stage) {
        this.stage = stage;
    }

    @Test
    void signing_in_changes_the_session_id() {
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.stranger(browser, stage.adminUi(), "/activity");
            staff.seesButton("Sign in");
            String before = session(browser);
            staff.signsIn(ADMIN, DemoData.PASSWORD);
            staff.isAt("/activity");
            assertThat(session(browser)).isNotEqualTo(before);
        }
    }

    @Test
    void who_was_away_too_long_is_told_so_and_comes_back_to_the_same_page() {
        AdminUi impatient = AdminUi.start(stage.settings().with(Map.of("admin.port", "0", "session.idle", "10s")));
        try (var browser = stage.newBrowser(WIDE)) {
            String address = "http://localhost:" + impatient.port();
            var staff = Colleague.at(browser, address, "/contacts?search=dianella");
            staff.seesInGrid("Active");
            nobodyTouchesItFor(11_000, staff.page());
            staff.picks("Dianella");
            staff.sees("Latchkey wasn’t used for a while");
            staff.press("Sign in again");
            staff.signsIn(ADMIN, DemoData.PASSWORD);
            staff.isAt("/contacts?search=dianella");
            staff.seesInGrid("Active");
        } finally {
            impatient.stop();
        }
    }

    @Test
    void tabs_that_wait_for_the_same_sign_in_all_go_on_to_their_own_page() {
        try (var browser = stage.newBrowser(WIDE)) {
            var first = Colleague.stranger(browser, stage.adminUi(), "/activity");
            first.seesButton("Sign in");
            var second = Colleague.stranger(browser, stage.adminUi(), "/contacts?search=dianella");
            second.seesButton("Sign in");
            first.signsIn(ADMIN, DemoData.PASSWORD);
            first.isAt("/activity");
            second.isAt("/contacts?search=dianella");
            second.seesInGrid("Active");
        }
    }

    @Test
    void a_session_that_ended_asks_once_for_all_tabs() throws Exception {
        String email = "cassowary@staff.test";
        String member = stage.staff().addSupport("au", "Cassowary Example", email);
        String link = stage.postbox().link(email, "/activate/");
        stage.staff().activate(link, "seven umbrellas sing");
        try (var browser = stage.newBrowser(WIDE)) {
            var first = Colleague.at(browser, stage.adminUi(), "/contacts", email, "seven umbrellas sing");
            var second = new Colleague(browser.newPage(), stage.adminUi());
            second.opens("/contacts?search=dianella");
            second.seesInGrid("Active");

            stage.staff().mailStaffLink(member);
            stage.staff().activate(stage.postbox().link(email, "/activate/", link), "quiet lanterns wander");
            first.sees(CHANGED);
            second.sees(CHANGED);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                first.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                first.rests();
                assertThat(Axe.serious(first.page())).isEmpty();
            }

            first.typesPassword("quiet lanterns wander");
            first.press("Sign in");
            assertThat(first.page().getByText(CHANGED)).hasCount(0);
            assertThat(second.page().getByText(CHANGED)).hasCount(0);
            second.picks("Dianella");
            second.seesBesideGrid("Active");
        }
    }

    @Test
    void signing_out_ends_it_in_every_tab() {
        try (var browser = stage.newBrowser(WIDE)) {
            var first = Colleague.at(browser, stage.adminUi(), "/contacts?search=dianella");
            first.seesInGrid("Active");
            first.picks("Dianella");
            first.seesBesideGrid("Active");
            var second = new Colleague(browser.newPage(), stage.adminUi());
            second.opens("/activity");
            second.sees("Signed in to the admin UI");

            first.choosesFromMenu("Account of Sandbox Admin");
            first.choosesFromMenu("Sign out");
            first.isAt("/sign-in");
            second.sees("You signed out in another tab.");
            second.press("Sign in again");
            second.seesButton("Sign in");
            second.opens("/contacts");
            second.seesButton("Sign in");
            assertThat(second.page().getByText("Dianella")).hasCount(0);
        }
    }

    private static void nobodyTouchesItFor(int millis, Page page) {
        var since = page.evaluate("performance.now()");
        var _ = page.waitForFunction(
                "([since, millis]) => performance.now() - since > millis", new Object[] {since, millis});
    }

    private static String session(BrowserContext browser) {
        return browser.cookies().stream()
                .filter(cookie -> cookie.name.equals("latchkey-staff"))
                .map((Cookie cookie) -> cookie.value)
                .findFirst()
                .orElseThrow();
    }
}
