package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import latchkey.admin.api.Problem;
import latchkey.admin.api.contact.CheckedAddress;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.ContactChange;
import latchkey.admin.api.contact.NewContact;
import latchkey.admin.api.duplicate.TypedContact;
import latchkey.admin.api.region.Region;
import latchkey.admin.ui.form.DidYouMean;
import latchkey.admin.ui.form.FormFields;

/** The fields of a contact. They take and return records. */
final class ContactFields extends FormLayout {

    private final Select<Region> region;
    private final TextField givenName = new TextField(text("field.givenName"));
    private final TextField familyName = new TextField(text("field.familyName"));
    private final EmailField email = new EmailField(text("field.email"));
    private final TextField phone = new TextField(text("field.phone"));
    private final TextField reference = new TextField(text("field.reference"));
    private final FormFields fields = new FormFields();
    private final Div belowAddress = new Div();
    private final DidYouMean question;

    /**
     * @param region shown among the fields
     * @param typed is run at each change
     * @param left is run when the cursor leaves a field
     */
    ContactFields(Select<Region> region, Runnable typed, Runnable left, Function<String, CheckedAddress> check) {
        this.region = region;
        question = DidYouMean.below(email, fields, check);
        givenName.setMaxLength(100);
        familyName.setMaxLength(100);
        email.setMaxLength(508);
        phone.setMaxLength(40);
        reference.setMaxLength(100);
        email.setHelperText(text("field.email.hint"));
        reference.setHelperText(text("field.reference.hint"));
        givenName.setRequiredIndicatorVisible(true);
        familyName.setRequiredIndicatorVisible(true);
        setResponsiveSteps(new ResponsiveStep("0", 1), new ResponsiveStep("28rem", 2));
        setColspan(email, 2);
        region.setLabel(text("field.region"));
        region.setItemLabelGenerator(Region::name);
        setColspan(region, 2);
        add(region);
        var _ = fields.with("region", region)
                .with("givenName", givenName)
                .with("familyName", familyName)
                .with("email", email)
                .with("phone", phone)
                .with("reference", reference);
        Stream.of(givenName, familyName, email, phone, reference).forEach(field -> {
            field.setValueChangeMode(ValueChangeMode.EAGER);
            field.setAutocomplete(Autocomplete.OFF);
            var _ = field.addValueChangeListener(change -> typed.run());
            add(field);
        });
        belowAddress.add(question);
        addComponentAtIndex(getElement().indexOfChild(email.getElement()) + 1, belowAddress);
        setColspan(belowAddress, 2);
        Stream.of(givenName, familyName, email, phone).forEach(field -> {
            var _ = field.addBlurListener(blur -> left.run());
        });
    }

    void show(Contact contact) {
        values(contact).forEach((field, value) -> field.setValue(value));
        email.setHelperText(text(
                switch (contact.status()) {
                    case ACTIVE, DISABLED -> "field.email.hint.account";
                    case INVITED, EXPIRED -> "field.email.hint.invited";
                    case NOT_INVITED, REVOKED -> "field.email.hint";
                }));
        var _ = question.about(contact.email());
    }

    /** Adds a note below the address. */
    void sayBelowAddress(Component note) {
        belowAddress.add(note);
    }

    /**
     * Adopts the changes from one version of the contact to the other, except in fields where something else was typed.
     */
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
                        Optional.empty(),
                        contact.email(),
                        contact.phone(),
                        contact.reference()));
    }

    ContactChange change(Contact contact) {
        return new ContactChange(
                contact.version(),
                value(givenName).orElse(""),
                value(familyName).orElse(""),
                Optional.empty(),
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

    TypedContact typed(String region) {
        return new TypedContact(region, value(givenName), value(familyName), value(email), value(phone));
    }

    /** Whether the required fields are filled; the first empty one gets the cursor. */
    boolean areFilled(boolean emailToo) {
        fields.clear();
        fields.check("region", !region.isEmpty(), text("field.missing"));
        fields.check("givenName", value(givenName).isPresent(), text("field.missing"));
        fields.check("familyName", value(familyName).isPresent(), text("field.missing"));
        fields.check("email", value(email).isPresent() || !emailToo, text("field.missing"));
        fields.check("email", value(email).map(typed -> typed.contains("@")).orElse(true), text("field.email.wrong"));
        return fields.areValid();
    }

    /** Continues once it is certain which address is meant. */
    void settleAddress(Runnable goOn) {
        question.settle(email, goOn);
    }

    /** The new address, if it differs from the contact's. */
    Optional<String> newAddress(Contact contact) {
        return value(email).filter(typed -> !contact.email().equals(Optional.of(typed)));
    }

    /** Whether each complaint of the problem found its field. */
    boolean show(Problem problem) {
        return fields.show(problem);
    }

    void refuseAddress(String why) {
        fields.check("email", false, why);
        var _ = fields.areValid();
    }

    boolean areEmpty() {
        return Stream.of(givenName, familyName, email, phone, reference)
                .allMatch(field -> value(field).isEmpty());
    }

    void requireEmail() {
        email.setRequiredIndicatorVisible(true);
    }

    void focusFirst() {
        givenName.focus();
    }

    void focusAddress() {
        email.focus();
    }

    static Span hint(String sentence) {
        var hint = new Span(sentence);
        hint.addClassName("hint");
        return hint;
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
