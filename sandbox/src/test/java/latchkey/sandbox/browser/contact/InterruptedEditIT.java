package latchkey.sandbox.browser.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import latchkey.admin.AdminUi;
import latchkey.config.Settings;
import latchkey.sandbox.browser.Colleague;
import latchkey.sandbox.browser.Stage;
import latchkey.sandbox.demo.DemoData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session that ends while somebody types costs a password, and nothing that was typed. */
@Tag("extended")
@ExtendWith(Stage.Shared.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InterruptedEditIT {

    private static final NewContextOptions WIDE = new NewContextOptions().setViewportSize(1400, 900);
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
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact, MEMBER, FIRST);
            var phone = staff.field("Phone");
            phone.fill("0491 570 156");
            List<String> asked = asked(staff);

            stage.staff().mailStaffLink(member);
            stage.staff().activate(stage.postbox().link(MEMBER, "/activate/", link), SECOND);
            staff.press("Save");
            staff.sees("because your password was changed");
            staff.typesPassword(SECOND);
            staff.press("Sign in");

            assertThat(phone).hasValue("0491 570 156");
            staff.press("Save");
            staff.sees("Lilac Interrupted has been saved.");
            staff.page().reload();
            assertThat(phone).hasValue("0491 570 156");
            assertThat(asked).isEmpty();
        }
    }

    /** Nothing of it is kept: the session goes on. */
    @Test
    void whoever_closes_or_reloads_a_page_with_unsaved_changes_is_asked_first() throws Exception {
        String contact = stage.staff().add("au", "Clover", "Interrupted", "clover.interrupted@example.test");
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact);
            List<String> asked = asked(staff);
            staff.field("Phone").click();
            staff.page().keyboard().type("0491 570 156");
            staff.field("Reference").click();
            staff.page().reload();
            assertThat(asked).containsExactly("beforeunload");

            staff.field("Phone").click();
            staff.page().keyboard().type("0491 570 156");
            staff.press("Save");
            staff.sees("Clover Interrupted has been saved.");
            staff.page().reload();
            assertThat(staff.field("Phone")).hasValue("0491 570 156");
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void who_signed_out_in_another_tab_and_comes_back_goes_on_typing() throws Exception {
        String contact = stage.staff().add("au", "Jasmine", "Interrupted", "jasmine.interrupted@example.test");
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact);
            staff.field("Phone").fill("0491 570 157");
            var other = signsOutInAnotherTab(browser, staff);
            staff.sees("What you typed on this page is kept.");
            assertThat(staff.page().locator(".v-system-error")).hasCount(0);

            other.signsIn(DemoData.STAFF.getFirst(), DemoData.PASSWORD);
            assertThat(staff.page().locator("dialog")).hasCount(0);
            assertThat(staff.field("Phone")).hasValue("0491 570 157");
            staff.press("Save");
            staff.sees("Jasmine Interrupted has been saved.");
        }
    }

    @Test
    void who_signed_out_in_another_tab_and_signs_in_again_here_goes_on_typing() throws Exception {
        String contact = stage.staff().add("au", "Hakea", "Interrupted", "hakea.interrupted@example.test");
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact);
            staff.searches("hakea interrupted");
            staff.field("Phone").fill("0491 570 156");
            staff.field("Reference").fill("HK-1");
            var _ = signsOutInAnotherTab(browser, staff);
            staff.sees("What you typed on this page is kept.");
            staff.press("Sign in again");
            staff.signsIn(DemoData.STAFF.getFirst(), DemoData.PASSWORD);
            staff.seesHeading("Hakea Interrupted");
            assertThat(staff.field("Phone")).hasValue("0491 570 156");
            assertThat(staff.field("Reference")).hasValue("HK-1");
            var _ = staff.page()
                    .waitForFunction("!Object.keys(sessionStorage).some(key => key.startsWith('latchkey'))");
            assertThat(staff.field("Phone")).hasValue("0491 570 156");
        }
    }

    @Test
    void who_typed_in_a_dialog_while_latchkey_was_restarted_finds_it_there_again() throws Exception {
        String port = freePort();
        Settings settings = stage.settings().with(Map.of("admin.port", port));
        AdminUi adminUi = AdminUi.start(settings);
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, "http://localhost:" + port, "/contacts");
            staff.press("New contact");
            staff.field("Given name").fill("Myrtle");
            adminUi.stop();
            adminUi = AdminUi.start(settings);
            staff.sees("Latchkey has been restarted");
            staff.press("Sign in again");
            staff.signsIn(DemoData.STAFF.getFirst(), DemoData.PASSWORD);
            staff.sees("What you typed in “New contact” is kept.");
            staff.press("New contact");
            assertThat(staff.field("Given name")).hasValue("Myrtle");
        } finally {
            adminUi.stop();
        }
    }

    @Test
    void what_one_member_typed_is_not_given_to_the_next_at_the_same_browser() throws Exception {
        String contact = stage.staff().add("au", "Banksia", "Interrupted", "banksia.interrupted@example.test");
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts/" + contact);
            staff.field("Phone").fill("0491 570 158");
            var other = signsOutInAnotherTab(browser, staff);
            other.signsIn(DemoData.STAFF.getLast(), DemoData.PASSWORD);
            staff.seesHeading("Banksia Interrupted");
            staff.rests();
            assertThat(staff.field("Phone")).hasValue("");
            assertThat(staff.page().evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('latchkey'))"))
                    .isEqualTo(List.of());
        }
    }

    @Test
    void a_sign_in_page_that_nobody_has_touched_loads_itself_again_when_latchkey_was_restarted() throws Exception {
        String port = freePort();
        Settings settings = stage.settings().with(Map.of("admin.port", port));
        AdminUi adminUi = AdminUi.start(settings);
        try (var browser = stage.newBrowser(WIDE)) {
            var staff = Colleague.stranger(browser, "http://localhost:" + port, "/sign-in");
            assertThat(staff.page().getByLabel("Email address")).isVisible();
            adminUi.stop();
            adminUi = AdminUi.start(settings);
            var _ = staff.page().waitForFunction("performance.getEntriesByType('navigation')[0].type === 'reload'");
            staff.signsIn(DemoData.STAFF.getFirst(), DemoData.PASSWORD);
            staff.isAt("/contacts");
        } finally {
            adminUi.stop();
        }
    }

    /** The other tab, where somebody may sign in again. */
    private Colleague signsOutInAnotherTab(BrowserContext browser, Colleague staff) {
        var other = new Colleague(browser.newPage(), stage.adminUi());
        other.opens("/activity");
        other.choosesFromMenu("Account of Sandbox Admin");
        other.choosesFromMenu("Sign out");
        staff.sees("You signed out in another tab.");
        return other;
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    /** What the browser itself asks from now on; every answer is yes. */
    private static List<String> asked(Colleague staff) {
        List<String> asked = new CopyOnWriteArrayList<>();
        staff.page().onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.accept();
        });
        return asked;
    }
}
