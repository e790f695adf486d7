package latchkey.sandbox.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** axe-core finds nothing serious on any page that staff see, in light and in dark, apart from what is Vaadin's own. */
@ExtendWith(Stage.Shared.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StaffAccessibilityIT {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final Stage stage;

    StaffAccessibilityIT(Stage stage) {
        this.stage = stage;
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void every_staff_page_is_accessible(ColorScheme scheme) throws Exception {
        String contact = stage.staff().add("au", "Heath", "Readable", "heath.readable@example.test");
        var options = new NewContextOptions().setColorScheme(scheme).setViewportSize(1600, 900);
        try (var browser = stage.newBrowser(options)) {
            var staff = Colleague.at(browser, stage.adminUi(), "/contacts");
            check(staff, "/contacts", "Dianella Demo");
            check(staff, "/contacts/" + contact, "Your own number for this client or job.");
            check(staff, "/contacts/" + contact + "/customer/portal", "This client was never invited.");
            check(staff, "/contacts/" + contact + "/activity", "Contact created");
            check(staff, "/activity", "Contact created");
            check(staff, "/staff", "support@sandbox.test");
        }
    }

    private static void check(Colleague staff, String path, String shown) {
        staff.opens(path);
        staff.sees(shown);
        assertThat(staff.page().locator("vaadin-grid[loading]")).hasCount(0);
        assertThat(serious(staff.page())).as(path).isEmpty();
    }

    private static List<String> serious(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .flatMap(StaffAccessibilityIT::ours)
                        .toList();
    }

    /** What {@code vaadin-tabs} keeps beside its tabs is for Vaadin to mend. */
    private static Stream<String> ours(Rule rule) {
        return rule.getNodes().stream()
                .map(CheckedNode::getHtml)
                .filter(html -> !(rule.getId().equals("aria-required-children") && html.startsWith("<vaadin-tabs")))
                .map(html -> rule.getId() + ": " + html);
    }
}
