package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import java.util.List;

/** The keyboard shortcuts. */
final class KeysDialog extends Dialog {

    /** In the order of finding a caller: search, rows, contact. */
    private static final List<String> KEYS = List.of("search", "down", "enter", "space", "escape", "list");

    /** Runs the listener at a question mark that is not typed into a field, unless a dialog is open. */
    static final String AT_QUESTION_MARK = """
        const layout = this;
        const listener = event => {
            if (!layout.isConnected) {
                document.removeEventListener('keydown', listener);
                return;
            }
            const typing = event.composedPath().some(node => ['INPUT', 'TEXTAREA'].includes(node.nodeName));
            const asked = document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]');
            if (event.key === '?' && !typing && !asked) {
                event.preventDefault();
                layout.dispatchEvent(new CustomEvent('keys-asked'));
            }
        };
        document.addEventListener('keydown', listener);
        """;

    KeysDialog() {
        setHeaderTitle(text("keys"));
        var list = new DescriptionList();
        list.addClassName("keys");
        KEYS.forEach(key -> list.add(
                new DescriptionList.Term(text("keys." + key)),
                new DescriptionList.Description(text("keys." + key + ".does"))));
        add(list);
        getFooter().add(new Button(text("close"), click -> close()));
    }
}
