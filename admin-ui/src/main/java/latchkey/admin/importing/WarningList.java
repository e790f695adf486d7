package latchkey.admin.importing;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import latchkey.admin.api.importing.ImportResult;

/** What should be known before the import, by kind; each row says its own. */
final class WarningList extends Div {

    WarningList(ImportResult result) {
        var list = new UnorderedList();
        result.warnings().forEach((kind, rows) -> list.add(new ListItem(text("import.warning." + kind, rows))));
        add(new Paragraph(text("import.warnings")), list);
        setVisible(!result.warnings().isEmpty());
    }
}
