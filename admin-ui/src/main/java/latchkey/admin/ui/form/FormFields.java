package latchkey.admin.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.admin.api.Problem;
import latchkey.admin.ui.Notice;

/** A form's fields by the API's names. A complaint is shown at its field until that changes. */
public final class FormFields {

    private record Field(HasValidation validation, HasLabel label) {

        void focus() {
            if (label instanceof Focusable<?> focusable) {
                focusable.focus();
            }
        }
    }

    private final Map<String, Field> byName = new LinkedHashMap<>();

    public <F extends Component & HasValidation & HasLabel & HasValue<?, ?>> FormFields with(String name, F field) {
        byName.put(name, new Field(field, field));
        field.setManualValidation(true);
        // A complaint that disappears when its field is left would move the button that is being pressed.
        if (field instanceof HasValueChangeMode typed) {
            typed.setValueChangeMode(ValueChangeMode.EAGER);
        }
        var _ = field.addValueChangeListener(change -> field.setInvalid(false));
        return this;
    }

    public void clear() {
        byName.values().forEach(field -> field.validation().setInvalid(false));
    }

    /** Complains at the field unless the condition holds. */
    public void check(String name, boolean holds, String complaint) {
        if (!holds) {
            var _ = complain(name, complaint);
        }
    }

    /** Whether nothing is wrong; the first field with something wrong gets the cursor. */
    public boolean areValid() {
        Optional<Field> wrong = byName.values().stream()
                .filter(field -> field.validation().isInvalid())
                .findFirst();
        wrong.ifPresent(Field::focus);
        return wrong.isEmpty();
    }

    /** Whether the problem names fields, and each complaint found its own. */
    public boolean show(Problem problem) {
        List<Problem.FieldError> errors = problem.errors().orElse(List.of());
        boolean shown = !errors.isEmpty();
        for (Problem.FieldError error : errors) {
            shown &= complain(error.field().orElse(""), error.message().orElseGet(() -> Notice.sentence(problem)));
        }
        return shown && !areValid();
    }

    /** Whether there is a field of that name. */
    private boolean complain(String name, String complaint) {
        Optional<Field> field = Optional.ofNullable(byName.get(name));
        field.ifPresent(wrong -> {
            wrong.validation().setErrorMessage(sentence(wrong.label().getLabel(), complaint));
            wrong.validation().setInvalid(true);
        });
        return field.isPresent();
    }

    /** The backend's message may leave out its subject: "is too long". */
    private static String sentence(String label, String words) {
        return Character.isLowerCase(words.codePointAt(0)) ? label + " " + words : words;
    }
}
