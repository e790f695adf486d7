package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import latchkey.admin.api.Contact;
import latchkey.admin.api.ContactChange;
import latchkey.admin.api.NewContact;
import latchkey.admin.api.Problem;

/** The fields of a contact. They return records, and show a refusal at the field that it is about. */
final class ContactFields extends FormLayout {

    private final TextField givenName = new TextField(text("field.givenName"));
    private final TextField familyName = new TextField(text("field.familyName"));
    private final EmailField email = new EmailField(text("field.email"));
    private final TextField phone = new TextField(text("field.phone"));
    private final TextField reference = new TextField(text("field.reference"));
    private final Map<String, TextFieldBase<?, String>> byName = new LinkedHashMap<>();

    ContactFields(Runnable typed) {
        byName.put("givenName", givenName);
        byName.put("familyName", familyName);
        byName.put("email", email);
        byName.put("phone", phone);
        byName.put("reference", reference);
        givenName.setMaxLength(100);
        familyName.setMaxLength(100);
        email.setMaxLength(254);
        phone.setMaxLength(40);
        reference.setMaxLength(100);
        email.setHelperText(text("field.email.hint"));
        reference.setHelperText(text("field.reference.hint"));
        givenName.setRequiredIndicatorVisible(true);
        familyName.setRequiredIndicatorVisible(true);
        setResponsiveSteps(new ResponsiveStep("0", 1), new ResponsiveStep("28rem", 2));
        setColspan(email, 2);
        byName.values().forEach(field -> {
            field.setManualValidation(true);
            field.setValueChangeMode(ValueChangeMode.EAGER);
            field.setAutocomplete(com.vaadin.flow.component.textfield.Autocomplete.OFF);
            var _ = field.addValueChangeListener(change -> {
                field.setInvalid(false);
                typed.run();
            });
            add(field);
        });
    }

    void show(Contact contact) {
        values(contact).forEach((field, value) -> field.setValue(value));
    }

    /** Takes over what changed from one contact to the other, except where something else was typed. */
    void rebase(Contact before, Contact now) {
        Map<TextFieldBase<?, String>, String> then = values(before);
        values(now).forEach((field, value) -> {
            if (field.getValue().equals(then.get(field))) {
                field.setValue(value);
            }
        });
    }

    boolean differFrom(Contact contact) {
        return !change(contact)
                .equals(new ContactChange(
                        contact.version(),
                        contact.givenName(),
                        contact.familyName(),
                        contact.email(),
                        contact.phone(),
                        contact.reference()));
    }

    ContactChange change(Contact contact) {
        return new ContactChange(
                contact.version(),
                value(givenName).orElse(""),
                value(familyName).orElse(""),
                value(email),
                value(phone),
                value(reference));
    }

    NewContact contact(String region) {
        return new NewContact(
                region,
                value(givenName).orElse(""),
                value(familyName).orElse(""),
                value(email).orElse(""),
                value(phone),
                value(reference));
    }

    /** Whether what must be there is there; the first field that is not gets the cursor. */
    boolean areFilled(boolean emailToo) {
        require(givenName, true);
        require(familyName, true);
        require(email, emailToo);
        return byName.values().stream()
                .filter(TextFieldBase::isInvalid)
                .findFirst()
                .map(field -> {
                    field.focus();
                    return false;
                })
                .orElse(true);
    }

    /** Whether each complaint of the problem found its field. */
    boolean show(Problem problem) {
        boolean shown = problem.errors().filter(errors -> !errors.isEmpty()).isPresent();
        for (Problem.FieldError error : problem.errors().orElse(java.util.List.of())) {
            var field = Optional.ofNullable(byName.get(error.field().orElse("")));
            field.ifPresent(it -> complain(
                    it, error.message().map(words -> sentence(it, words)).orElse(problem.sentence())));
            shown &= field.isPresent();
        }
        return shown;
    }

    void requireEmail() {
        email.setRequiredIndicatorVisible(true);
    }

    void focusFirst() {
        givenName.focus();
    }

    static Span hint(String sentence) {
        var hint = new Span(sentence);
        hint.addClassName("hint");
        return hint;
    }

    private static void require(TextFieldBase<?, String> field, boolean needed) {
        if (needed && field.getValue().isBlank()) {
            complain(field, text("field.missing"));
        } else if (field instanceof EmailField
                && !field.getValue().isBlank()
                && !field.getValue().contains("@")) {
            complain(field, text("field.email.wrong"));
        }
    }

    /** The backend may say what is wrong without saying of what: "is too long". */
    private static String sentence(TextFieldBase<?, String> field, String words) {
        return Character.isLowerCase(words.codePointAt(0)) ? field.getLabel() + " " + words : words;
    }

    private static void complain(TextFieldBase<?, String> field, String sentence) {
        field.setErrorMessage(sentence);
        field.setInvalid(true);
    }

    private Map<TextFieldBase<?, String>, String> values(Contact contact) {
        return Map.of(
                givenName, contact.givenName(),
                familyName, contact.familyName(),
                email, contact.email().orElse(""),
                phone, contact.phone().orElse(""),
                reference, contact.reference().orElse(""));
    }

    private static Optional<String> value(TextFieldBase<?, String> field) {
        return Optional.of(field.getValue().strip()).filter(typed -> !typed.isEmpty());
    }
}
