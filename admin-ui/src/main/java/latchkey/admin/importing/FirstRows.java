package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import latchkey.admin.api.importing.ImportRow;
import latchkey.admin.api.importing.ImportRow.Verdict;

/** The first rows, field by field, to check that names were split and characters read correctly. */
final class FirstRows extends Div {

    private static final int MOST = 3;
    private static final List<String> FIELDS =
            List.of("givenName", "familyName", "email", "phone", "reference", "jobReference", "region");

    /** @param region the name of the region with a code */
    FirstRows(List<ImportRow> rows, UnaryOperator<String> region) {
        List<ImportRow> first = rows.stream()
                .filter(row -> row.verdict() != Verdict.REFUSED)
                .limit(MOST)
                .toList();
        var table = new NativeTable();
        table.setCaptionText(text("import.first-rows"));
        NativeTableRow names = table.getHead().addRow();
        FIELDS.forEach(field -> names.addHeaderCell().setText(text("field." + field)));
        first.forEach(row -> add(table.getBody().addRow(), row, region));
        addClassName("first-rows");
        // Scrolls in narrow windows, with the keyboard too.
        getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", text("import.first-rows"));
        add(table);
        setVisible(!first.isEmpty());
    }

    private static void add(NativeTableRow cells, ImportRow row, UnaryOperator<String> region) {
        FIELDS.forEach(field -> cells.addDataCell()
                .setText(row.contact()
                        .flatMap(contact -> Optional.ofNullable(contact.get(field)))
                        .map(Object::toString)
                        .map(value -> field.equals("region") ? region.apply(value) : value)
                        .orElse("")));
    }
}
