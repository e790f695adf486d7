package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.duplicate.Duplicate;
import latchkey.admin.api.importing.ImportResult;
import latchkey.admin.api.importing.ImportRow;
import latchkey.admin.api.importing.ImportRow.Verdict;

/** The outcome of each row, and why; refused ones first, since those need attention. */
final class VerdictGrid extends Div {

    /** Which of the rows are shown. */
    enum Shown {
        /** Refused rows, then those that may be mistakes. */
        CHECK,
        NEW,
        CHANGED,
        UNCHANGED,
        REFUSED;

        List<ImportRow> of(List<ImportRow> rows) {
            return this == CHECK
                    ? Stream.concat(REFUSED.of(rows).stream(), rows.stream().filter(Shown::isDoubtful))
                            .toList()
                    : rows.stream()
                            .filter(row -> row.verdict().name().equals(name()))
                            .toList();
        }

        private static boolean isDoubtful(ImportRow row) {
            return row.verdict() != Verdict.REFUSED
                    && row.warnings().filter(warnings -> !warnings.isEmpty()).isPresent();
        }
    }

    VerdictGrid(ImportResult result) {
        List<ImportRow> rows = result.rows();
        boolean written = result.written();
        addClassName("verdicts");
        var grid = new Grid<ImportRow>();
        grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        grid.getElement().setAttribute("aria-label", text("import.rows"));
        grid.addColumn(ImportRow::row)
                .setHeader(text("import.row"))
                .setWidth("4.5rem")
                .setFlexGrow(0);
        grid.addComponentColumn(row -> badge(row, written))
                .setHeader(text("import.verdict"))
                .setWidth("6.5rem")
                .setFlexGrow(0);
        grid.addColumn(row -> field(row, "givenName") + " " + field(row, "familyName"))
                .setHeader(text("column.name"))
                .setWidth("9rem")
                .setFlexGrow(1);
        grid.addColumn(row -> field(row, "email"))
                .setHeader(text("column.email"))
                .setWidth("12rem")
                .setFlexGrow(1);
        grid.addComponentColumn(VerdictGrid::why)
                .setHeader(text("column.reason"))
                .setWidth("14rem")
                .setFlexGrow(2);
        grid.setItems(rows);
        var only = new Select<Shown>();
        only.setAriaLabel(text("import.verdict"));
        only.setEmptySelectionAllowed(true);
        only.setEmptySelectionCaption(text("import.verdict.all"));
        only.setPlaceholder(text("import.verdict.all"));
        only.setItems(Shown.values());
        only.setItemLabelGenerator(shown -> shown == null ? text("import.verdict.all") : label(shown.name(), written));
        var _ = only.addValueChangeListener(change -> grid.setItems(
                only.getOptionalValue().map(shown -> shown.of(rows)).orElse(rows)));
        if (!Shown.CHECK.of(rows).isEmpty()) {
            only.setValue(Shown.CHECK);
        }
        add(only, grid);
    }

    private static String label(String verdict, boolean written) {
        return text("verdict." + verdict + (written && verdict.equals("NEW") ? ".written" : ""));
    }

    private static Badge badge(ImportRow row, boolean written) {
        var badge = new Badge(label(row.verdict().name(), written));
        badge.addClassName(
                switch (row.verdict()) {
                    case NEW -> "aura-accent-green";
                    case CHANGED -> "aura-accent-blue";
                    case UNCHANGED -> "aura-accent-neutral";
                    case REFUSED -> "aura-accent-red";
                });
        return badge;
    }

    private static String field(ImportRow row, String name) {
        return row.contact()
                .map(contact -> contact.get(name))
                .map(Object::toString)
                .orElse("");
    }

    /** Sentences, and links to contacts that may be the same person; they open beside the preview. */
    private static Div why(ImportRow row) {
        var why = new Div(new Span(sentences(row)));
        row.duplicates().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(Duplicate::id, Duplicate::name, (name, again) -> name, LinkedHashMap::new))
                .forEach((id, name) -> {
                    var open = new Anchor("/contacts/" + id, text("import.open", name), AnchorTarget.BLANK);
                    why.add(new Text(" "), open);
                });
        return why;
    }

    private static String sentences(ImportRow row) {
        return row.reason()
                .orElseGet(() -> Stream.concat(
                                row.changes().map(VerdictGrid::changes).filter(changes -> !changes.isEmpty()).stream(),
                                row.warnings().stream().flatMap(List::stream))
                        .collect(Collectors.joining(" · ")));
    }

    private static String changes(Map<String, Object> changes) {
        return changes.entrySet().stream()
                .map(change -> change.getKey().equals("job")
                        ? text("import.joins")
                        : text("import.changed", text("field." + change.getKey()), String.valueOf(change.getValue())))
                .collect(Collectors.joining("; "));
    }
}
