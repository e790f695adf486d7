package latchkey.admin.ui.form;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.EmailField;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import latchkey.admin.api.contact.CheckedAddress;
import latchkey.admin.ui.Confirm;

/** Asks about an email address that is probably a typing error. The backend is asked once for each address. */
public final class DidYouMean extends Div {

    private final transient Function<String, CheckedAddress> check;
    private final Button suggestion = new Button();
    private transient Optional<CheckedAddress> checked = Optional.empty();
    private transient Optional<String> asked = Optional.empty();
    private transient Optional<String> kept = Optional.empty();

    /** @param accepted receives the suggestion when it is pressed */
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

    /**
     * Below a field of a form: when the field is left, cleans a pasted address, says what is wrong with it, and asks.
     */
    public static DidYouMean below(EmailField email, FormFields fields, Function<String, CheckedAddress> check) {
        var question = new DidYouMean(check, meant -> {
            email.setValue(meant);
            email.focus();
        });
        var _ = email.addValueChangeListener(change -> question.clear());
        var _ = email.addBlurListener(left -> question.look(email, fields));
        return question;
    }

    /** Continues, but if the address is probably a typing error, first asks which is meant, once for each. */
    public void settle(EmailField email, Runnable goOn) {
        Optional<String> typed = typed(email);
        Optional<String> meant =
                typed.equals(kept) ? Optional.empty() : about(typed).flatMap(CheckedAddress::suggestion);
        meant.ifPresentOrElse(other -> ask(email, typed.orElseThrow(), other, goOn), goOn);
    }

    private void ask(EmailField email, String typed, String meant, Runnable goOn) {
        Confirm.choose(
                text("field.email.meant", meant),
                text("field.email.meant.hint", typed),
                text("field.email.use", meant),
                () -> {
                    email.setValue(meant);
                    goOn.run();
                },
                text("field.email.keep"),
                () -> {
                    kept = Optional.of(typed);
                    goOn.run();
                });
    }

    private void look(EmailField email, FormFields fields) {
        typed(email)
                .filter(typed -> !email.isReadOnly())
                .ifPresent(typed -> about(Optional.of(typed)).ifPresent(answer -> {
                    answer.problem().ifPresent(problem -> fields.check("email", false, problem));
                    if (answer.problem().isEmpty() && !answer.address().equals(typed)) {
                        email.setValue(answer.address());
                        var _ = about(typed(email));
                    }
                }));
    }

    private static Optional<String> typed(EmailField email) {
        return Optional.of(email.getValue().strip()).filter(typed -> !typed.isEmpty());
    }

    /** The backend's check of the address, if there is one. */
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
