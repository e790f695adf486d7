package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Consumer;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Shown;

/** The new address that a client has not confirmed yet, and a button to cancel it. */
final class PendingAddress extends Div {

    private final transient SignedIn member;
    private final transient Consumer<Contact> changed;
    private final transient Shown<List<?>> shown = new Shown<>();

    /** @param changed receives the contact that keeps its address */
    PendingAddress(SignedIn member, Consumer<Contact> changed) {
        this.member = member;
        this.changed = changed;
        addClassName("pending-address");
        setVisible(false);
    }

    void show(Contact contact) {
        shown.show(
                List.of(
                        contact.id(),
                        contact.portal().accountEmail(),
                        contact.portal().pendingEmail()),
                _ -> draw(contact));
    }

    private void draw(Contact contact) {
        removeAll();
        String present = contact.portal().accountEmail().orElse("");
        contact.portal()
                .pendingEmail()
                .ifPresent(pending -> add(
                        new Span(text("pending", pending, present)),
                        new ActionButton(text("pending.revoke", present), () -> keep(contact, present))));
        setVisible(contact.portal().pendingEmail().isPresent());
    }

    private void keep(Contact contact, String present) {
        Contact kept = member.api().changeAddress(contact.id(), present);
        Notice.done(text("pending.revoked", present));
        changed.accept(kept);
    }
}
