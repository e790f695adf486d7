package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before anything that takes access away. */
public final class Confirm {

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
        dialog.open();
    }
}
