package latchkey.admin.duplicate;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.function.Function;
import latchkey.admin.api.contact.Contact;

/** What two contacts have, a column each: the one that stays, and the other. What will be there afterwards is marked. */
final class MergeColumns extends Div {

    private final NativeTable table = new NativeTable();

    MergeColumns(Contact kept, Contact other, Contact afterwards) {
        addClassName("merge");
        NativeTableRow names = table.getHead().addRow();
        names.addHeaderCell().setText(text("merge.contact"));
        names.addHeaderCell().setText(text("merge.stays", who(kept)));
        names.addHeaderCell().setText(text("merge.goes", who(other)));
        row("column.name", kept, other, afterwards, Contact::name);
        row("field.email", kept, other, afterwards, contact -> contact.email().orElse(""));
        row("field.phone", kept, other, afterwards, contact -> contact.phone().orElse(""));
        row(
                "field.reference",
                kept,
                other,
                afterwards,
                contact -> contact.reference().orElse(""));
        row("column.status", kept, other, afterwards, contact -> text("status." + contact.status()));
        add(table);
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
