package latchkey.admin.duplicate;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.contact.Contact;

/** The values of two contacts, a column each: the one that stays, and the other. The values that stay are marked. */
final class MergeColumns extends Div {

    private static final Map<String, Function<Contact, String>> FIELDS = fields();

    private final NativeTable table = new NativeTable();

    MergeColumns(Contact kept, Contact other, Contact afterwards) {
        addClassName("merge");
        NativeTableRow names = table.getHead().addRow();
        names.addHeaderCell().setText(text("merge.contact"));
        names.addHeaderCell().setText(text("merge.stays", who(kept)));
        names.addHeaderCell().setText(text("merge.goes", who(other)));
        FIELDS.forEach((field, value) -> row(field, kept, other, afterwards, value));
        row("column.status", kept, other, afterwards, contact -> text("status." + contact.status()));
        add(table);
    }

    /** The values that the merged contact won't have: {@code Phone 0400 1; Reference AU-1}. */
    static String dropped(Contact kept, Contact other, Contact afterwards) {
        return FIELDS.entrySet().stream()
                .flatMap(field -> Stream.of(kept, other)
                        .map(field.getValue())
                        .filter(value -> !value.isEmpty())
                        .filter(value -> !value.equals(field.getValue().apply(afterwards)))
                        .map(value -> text("merge.value", text(field.getKey()), value)))
                .collect(Collectors.joining("; "));
    }

    private static Map<String, Function<Contact, String>> fields() {
        var fields = new LinkedHashMap<String, Function<Contact, String>>();
        fields.put("column.name", Contact::name);
        fields.put("field.email", contact -> contact.email().orElse(""));
        fields.put("field.phone", contact -> contact.phone().orElse(""));
        fields.put("field.reference", contact -> contact.reference().orElse(""));
        return fields;
    }

    static String who(Contact contact) {
        return contact.reference()
                .map(reference -> contact.name() + " (" + reference + ")")
                .orElse(contact.name());
    }

    private void row(String field, Contact kept, Contact other, Contact afterwards, Function<Contact, String> value) {
        NativeTableRow row = table.getBody().addRow();
        row.addHeaderCell().setText(text(field));
        String wins = value.apply(afterwards);
        boolean keptWins = value.apply(kept).equals(wins);
        fill(row.addDataCell(), value.apply(kept), keptWins);
        fill(
                row.addDataCell(),
                value.apply(other),
                !keptWins && value.apply(other).equals(wins));
    }

    private static void fill(NativeTableCell cell, String value, boolean wins) {
        cell.setText(value);
        if (wins && !value.isEmpty()) {
            cell.addClassName("wins");
            var mark = new Span(text("merge.wins"));
            mark.addClassName("unseen");
            cell.add(mark);
        }
    }
}
