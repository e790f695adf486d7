package latchkey.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;

/** A button that can't be pressed again while its action runs. */
public final class ActionButton extends Button {

    public ActionButton(String label, Runnable action) {
        super(label);
        setDisableOnClick(true);
        var _ = addClickListener(click -> run(action));
    }

    public ActionButton primary() {
        addThemeVariants(ButtonVariant.PRIMARY);
        return this;
    }

    /** Takes something away. */
    public ActionButton danger() {
        addThemeVariants(ButtonVariant.ERROR);
        return this;
    }

    private void run(Runnable action) {
        try {
            action.run();
        } finally {
            setEnabled(true);
        }
    }
}
