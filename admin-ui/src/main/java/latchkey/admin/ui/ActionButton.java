package latchkey.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.function.BooleanSupplier;

/** A button that can't be pressed again while its action runs. */
public final class ActionButton extends Button {

    private final transient BooleanSupplier usable;

    public ActionButton(String label, Runnable action) {
        this(label, action, () -> true);
    }

    /** @param usable whether the button can be pressed again after its action */
    public ActionButton(String label, Runnable action, BooleanSupplier usable) {
        super(label);
        this.usable = usable;
        setDisableOnClick(true);
        var _ = addClickListener(click -> run(action));
    }

    public ActionButton primary() {
        addThemeVariants(ButtonVariant.PRIMARY);
        return this;
    }

    /** Marks an action that removes something. */
    public ActionButton danger() {
        addThemeVariants(ButtonVariant.ERROR);
        return this;
    }

    private void run(Runnable action) {
        try {
            action.run();
        } finally {
            setEnabled(usable.getAsBoolean());
        }
    }
}
