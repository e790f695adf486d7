package latchkey.admin.importing;

import static java.util.stream.Collectors.joining;
import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import latchkey.admin.api.importing.ImportResult;
import latchkey.admin.api.importing.ImportRow;
import latchkey.admin.api.importing.ImportRow.Verdict;

/** The warnings by kind, with the first rows of each; each row shows its own. */
final class WarningList extends Div {

    private static final int MOST_ROWS = 5;

    /** Warnings that keep added contacts from getting an account. */
    private static final Set<String> OF_INVITATIONS =
            Set.of("NO_ADDRESS", "SUGGESTION", "SHARED_ADDRESS", "SAME_ADDRESS");

    private WarningList(String sentence, ImportResult result, Predicate<String> kinds) {
        var list = new UnorderedList();
        result.warnings().forEach((kind, count) -> {
            if (kinds.test(kind)) {
                list.add(new ListItem(text("import.warning." + kind, count) + rows(kind, result.rows())));
            }
        });
        add(new Paragraph(sentence), list);
        setVisible(list.getElement().getChildCount() > 0);
    }

    static WarningList beforeImport(ImportResult result) {
        return new WarningList(text("import.warnings"), result, kind -> true);
    }

    static WarningList beforeInvitation(ImportResult result) {
        return new WarningList(text("import.warnings.invite"), result, OF_INVITATIONS::contains);
    }

    private static String rows(String kind, List<ImportRow> rows) {
        List<Integer> numbers = rows.stream()
                .filter(row -> row.verdict() != Verdict.REFUSED && row.warnsOf(kind))
                .map(ImportRow::row)
                .toList();
        String first = numbers.stream().limit(MOST_ROWS).map(String::valueOf).collect(joining(", "));
        int more = Math.max(0, numbers.size() - MOST_ROWS);
        return numbers.isEmpty() ? "" : text("import.warning.rows", numbers.size(), first, more);
    }
}
