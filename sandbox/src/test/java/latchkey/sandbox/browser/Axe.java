package latchkey.sandbox.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What axe-core finds serious in a page of the admin UI and is ours. */
final class Axe {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private Axe() {}

    static List<String> serious(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .flatMap(Axe::ours)
                        .toList();
    }

    private static Stream<String> ours(Rule rule) {
        return rule.getNodes().stream()
                .map(CheckedNode::getHtml)
                .filter(html -> !isVaadins(rule.getId(), html))
                .map(html -> rule.getId() + ": " + html);
    }

    /** What {@code vaadin-tabs} keeps beside its tabs is for Vaadin to mend. */
    private static boolean isVaadins(String rule, String html) {
        return rule.equals("aria-required-children") && html.startsWith("<vaadin-tabs");
    }
}
