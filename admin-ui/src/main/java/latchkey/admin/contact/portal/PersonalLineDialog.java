package latchkey.admin.contact.portal;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.mail.MailPreview;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.ActionButton;

/** An invitation with a line of the member's own, and the whole mail as the client will read it. */
final class PersonalLineDialog extends Dialog {

    private static final int LONGEST = 500;

    private final transient SignedIn member;
    private final transient Contact contact;
    private final TextArea line = new TextArea(text("personal-line.label"));
    private final Div preview = new Div();

    /** @param send sends the invitation with what was typed */
    PersonalLineDialog(SignedIn member, Contact contact, String label, Consumer<String> send) {
        this.member = member;
        this.contact = contact;
        setHeaderTitle(text("personal-line.title", contact.name()));
        setWidth("44rem");
        line.setHelperText(text("personal-line.hint", LONGEST));
        line.setMaxLength(LONGEST);
        line.setWidthFull();
        line.setValueChangeMode(ValueChangeMode.LAZY);
        var _ = line.addValueChangeListener(change -> Failures.guard(this::look));
        var all = new Div(line, preview);
        all.addClassName("stack");
        add(all);
        var sending = new ActionButton(text(label), () -> {
                    send.accept(line.getValue());
                    close();
                })
                .primary();
        getFooter().add(new Button(text("cancel"), click -> close()), sending);
        look();
    }

    private void look() {
        MailPreview mail = member.api().previewInvitation(contact.id(), line.getValue());
        preview.removeAll();
        preview.add(
                new Paragraph(text("personal-line.preview", mail.recipient(), mail.subject())),
                new MailFrame(mail.subject(), mail.html()));
    }
}
