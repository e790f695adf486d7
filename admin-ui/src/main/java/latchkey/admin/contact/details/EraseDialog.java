package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.text.Normalizer;
import java.util.Locale;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.session.EndedPage;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;

/** Says what goes and what stays, and has the name typed: an erased person can't be restored. */
final class EraseDialog extends Dialog {

    private final transient SignedIn member;
    private final transient Contact contact;
    private final transient Runnable erased;
    private final TextField name = new TextField();

    EraseDialog(SignedIn member, Contact contact, Runnable erased) {
        this.member = member;
        this.contact = contact;
        this.erased = erased;
        setHeaderTitle(text("erase.question", contact.name()));
        setWidth("32rem");
        name.setLabel(text("erase.confirm", contact.name()));
        name.setWidthFull();
        EndedPage.neverKeep(name);
        name.setValueChangeMode(ValueChangeMode.EAGER);
        var _ = name.addValueChangeListener(change -> name.setInvalid(false));
        var _ = name.addBlurListener(blur -> name.setInvalid(!name.isEmpty() && !isConfirmed()));
        name.setManualValidation(true);
        name.setErrorMessage(text("erase.confirm.wrong", contact.name()));
        boolean hasAccount = contact.portal().accountEmail().isPresent();
        var content = new Div(
                new Paragraph(text(hasAccount ? "erase.goes.account" : "erase.goes")),
                new Paragraph(text("erase.stays")),
                name);
        content.addClassName("stack");
        add(content);
        getFooter()
                .add(
                        new Button(text("cancel"), click -> close()),
                        new ActionButton(text("erase"), this::erase).danger());
    }

    private boolean isConfirmed() {
        return plain(name.getValue()).equals(plain(contact.name()));
    }

    /** Not every keyboard has every accent and apostrophe. */
    private static String plain(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[’‘ʼ]", "'")
                .toLowerCase(Locale.ROOT);
    }

    private void erase() {
        if (!isConfirmed()) {
            name.setInvalid(true);
            name.focus();
        } else {
            member.api().erase(contact.id());
            close();
            erased.run();
            Notice.done(text("erase.done", contact.name()));
        }
    }
}
