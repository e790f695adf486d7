package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before anything that takes access away. */
public final class Confirm {

    /** The component begins at its confirming button, where one key too many takes the access away. */
    private static final String BEGIN_AT_CANCEL = """
            const begin = event => {
                if (event.target.slot === 'confirm-button') {
                    this.removeEventListener('focusin', begin);
                    queueMicrotask(() => this.querySelector('[slot="cancel-button"]').focus());
                }
            };
            this.addEventListener('focusin', begin);
            """;

    private Confirm() {}

    public static void ask(String question, String consequence, String yes, Runnable action) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(question);
        dialog.setText(consequence);
        dialog.setCancelable(true);
        dialog.setCancelText(text("cancel"));
        dialog.setConfirmText(yes);
        dialog.setConfirmButtonTheme("error primary");
        var _ = dialog.addConfirmListener(confirm -> action.run());
        var _ = dialog.getElement().executeJs(BEGIN_AT_CANCEL);
        dialog.open();
    }
}
