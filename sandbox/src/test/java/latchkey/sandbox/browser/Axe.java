package latchkey.sandbox.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What axe-core finds serious in a page of the admin UI and is ours. */
public final class Axe {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private Axe() {}

    /**
     * In the one frame that our pages have: what may have several takes a page of its own for each look. What passes is
     * not described: that took longer than to look.
     */
    public static List<String> serious(Page page) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .options(options).setLegacyMode(true).analyze().getViolations().stream()
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

    /**
     * For Vaadin to mend: what its tabs keep beside the tabs, a menu bar of one button, and that an item of a menu says
     * whether it is selected. A contact that covers the grid is a dialog, and the layout gives no way to name it.
     */
    private static boolean isVaadins(String rule, String html) {
        return switch (rule) {
            case "aria-required-children" -> html.startsWith("<vaadin-tabs") || html.startsWith("<vaadin-menu-bar ");
            case "aria-allowed-attr" -> html.startsWith("<vaadin-menu-bar-item ");
            case "aria-dialog-name" -> html.contains("<slot name=\"detail\">");
            default -> false;
        };
    }
}
