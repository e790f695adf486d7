package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;

/** Shows only the contacts whose invitation was not delivered; hidden if there are none. */
final class TroubleToggle extends Button {

    private boolean on;
    private int count;

    /** @param changed is run when a member presses it */
    TroubleToggle(Runnable changed) {
        setIcon(new Icon(VaadinIcon.WARNING));
        addThemeVariants(ButtonVariant.TERTIARY);
        addClassName("trouble");
        var _ = addClickListener(click -> {
            set(!on);
            changed.run();
        });
        show();
    }

    boolean isOn() {
        return on;
    }

    void set(boolean wanted) {
        on = wanted;
        show();
    }

    void count(int contacts) {
        count = contacts;
        show();
    }

    private void show() {
        setText(text("filter.trouble", count));
        getElement().setAttribute("aria-pressed", Boolean.toString(on));
        setVisible(on || count > 0);
    }
}
