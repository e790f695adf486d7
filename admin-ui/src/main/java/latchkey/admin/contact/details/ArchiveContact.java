package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Confirm;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Shown;

/** Archives or restores the contact. */
final class ArchiveContact extends Div {

    private final transient SignedIn member;
    private final transient Consumer<Contact> changed;
    private final transient Shown<List<?>> shown = new Shown<>();

    /** @param changed receives the contact that was archived or restored */
    ArchiveContact(SignedIn member, Consumer<Contact> changed) {
        this.member = member;
        this.changed = changed;
        addClassName("stack");
    }

    void show(Contact contact) {
        shown.show(List.of(contact.id(), contact.name(), contact.status(), contact.archivedAt()), _ -> draw(contact));
    }

    private void draw(Contact contact) {
        removeAll();
        if (contact.archivedAt().isPresent()) {
            add(
                    ContactFields.hint(text("contact.restore.hint")),
                    new ActionButton(text("contact.restore"), () -> restore(contact)));
        } else {
            add(new ActionButton(text("contact.archive"), () -> ask(contact)));
        }
    }

    private void ask(Contact contact) {
        String consequence = Stream.of(Optional.of("hint"), consequence(contact.status()))
                .flatMap(Optional::stream)
                .map(key -> text("contact.archive." + key))
                .collect(Collectors.joining(" "));
        Confirm.askIfMeant(
                text("contact.archive.ask", contact.name()),
                consequence,
                text("contact.archive"),
                () -> done(member.api().archive(contact.id()), "contact.archive.done"));
    }

    private static Optional<String> consequence(PortalStatus status) {
        return switch (status) {
            case INVITED -> Optional.of("invited");
            case ACTIVE -> Optional.of("account");
            case NOT_INVITED, EXPIRED, REVOKED, DISABLED -> Optional.empty();
        };
    }

    private void restore(Contact contact) {
        done(member.api().restore(contact.id()), "contact.restore.done");
    }

    private void done(Contact contact, String sentence) {
        Notice.done(text(sentence, contact.name()));
        changed.accept(contact);
    }
}
