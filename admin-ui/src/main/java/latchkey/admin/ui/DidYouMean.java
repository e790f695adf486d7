package latchkey.admin.ui;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import latchkey.admin.api.contact.CheckedAddress;

/** Asks about an email address that is probably a typing error. The backend is asked once for each address. */
public final class DidYouMean extends Div {

    private final transient Function<String, CheckedAddress> check;
    private final Button suggestion = new Button();
    private transient Optional<CheckedAddress> checked = Optional.empty();
    private transient Optional<String> asked = Optional.empty();

    /** @param accepted is told the suggestion when it is pressed */
    public DidYouMean(Function<String, CheckedAddress> check, Consumer<String> accepted) {
        this.check = check;
        suggestion.addThemeVariants(ButtonVariant.TERTIARY);
        var _ = suggestion.addClickListener(
                click -> checked.flatMap(CheckedAddress::suggestion).ifPresent(accepted));
        getElement().setAttribute("role", "status");
        addClassName("did-you-mean");
        add(suggestion);
        suggestion.setVisible(false);
    }

    /** What the backend says of the address, if there is one. */
    public Optional<CheckedAddress> about(Optional<String> address) {
        if (!address.equals(asked)) {
            checked = address.map(check);
            asked = address;
        }
        Optional<String> meant = checked.flatMap(CheckedAddress::suggestion);
        suggestion.setVisible(meant.isPresent());
        meant.ifPresent(other -> suggestion.setText(text("field.email.meant", other)));
        return checked;
    }

    public void clear() {
        suggestion.setVisible(false);
    }
}
