package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before an action that can't be undone with a click. */
public final class Confirm {

    /** The component focuses its confirming button, where one keypress too many would confirm. */
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

    /** Asks before an action that removes something. */
    public static void ask(String question, String consequence, String yes, Runnable action) {
        ask(question, consequence, yes, action, text("cancel"));
    }

    /** The same with more than a sentence between question and answer. */
    public static void ask(String question, Component content, String yes, Runnable action) {
        var dialog = dialog(question, yes, "error primary", action);
        dialog.setText(content);
        dialog.open();
    }

    /** The same where "Cancel" could mean either answer. */
    public static void ask(String question, String consequence, String yes, Runnable action, String no) {
        ask(question, consequence, yes, "error primary", action, no);
    }

    /** Asks before something that may be a mistake. */
    public static void askIfMeant(String question, String consequence, String yes, Runnable action) {
        ask(question, consequence, yes, "primary", action, text("cancel"));
    }

    /** Asks which of two actions is meant. */
    public static void choose(
            String question, String consequence, String one, Runnable action, String other, Runnable otherAction) {
        var dialog = dialog(question, one, "primary", action);
        dialog.setText(consequence);
        dialog.setRejectable(true);
        dialog.setRejectText(other);
        dialog.setRejectButtonTheme("");
        var _ = dialog.addRejectListener(reject -> otherAction.run());
        dialog.open();
    }

    private static void ask(String question, String consequence, String yes, String theme, Runnable action, String no) {
        var dialog = dialog(question, yes, theme, action);
        dialog.setText(consequence);
        dialog.setCancelText(no);
        dialog.open();
    }

    private static ConfirmDialog dialog(String question, String yes, String theme, Runnable action) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(question);
        dialog.setCancelable(true);
        dialog.setCancelText(text("cancel"));
        dialog.setConfirmText(yes);
        dialog.setConfirmButtonTheme(theme);
        var _ = dialog.addConfirmListener(confirm -> action.run());
        var _ = dialog.getElement().executeJs(BEGIN_AT_CANCEL);
        return dialog;
    }
}
