package latchkey.admin.duplicate;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.function.Consumer;
import java.util.stream.Stream;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;

/** Shows two contacts side by side, the values that stay and what happens to the others; then merges them. */
public final class MergeDialog extends Dialog {

    private final transient SignedIn member;
    private final transient Consumer<Contact> merged;
    private final Div content = new Div();
    private final ActionButton merge =
            new ActionButton(text("merge.start"), this::merge).primary().danger();
    private final ActionButton swap = new ActionButton(text("merge.swap"), this::swap);
    private final Button leave = new Button(text("cancel"), click -> close());
    private transient Contact kept;
    private transient Contact other;

    private MergeDialog(SignedIn member, Contact kept, Contact other, Consumer<Contact> merged) {
        this.member = member;
        this.kept = kept;
        this.other = other;
        this.merged = merged;
        setHeaderTitle(text("merge"));
        setWidth("44rem");
        content.addClassName("stack");
        add(content);
        getFooter().add(leave, swap, merge);
    }

    /** @param merged receives the contact that stays */
    public static void open(SignedIn member, Contact one, Contact another, Consumer<Contact> merged) {
        Failures.guard(() -> {
            boolean hasAccount = another.portal().accountEmail().isPresent();
            var dialog = new MergeDialog(member, hasAccount ? another : one, hasAccount ? one : another, merged);
            dialog.show();
            dialog.open();
        });
    }

    private void swap() {
        Contact before = kept;
        kept = other;
        other = before;
        show();
    }

    /** Shows the current versions of both. */
    private void show() {
        kept = member.api().contact(kept.id());
        other = member.api().contact(other.id());
        content.removeAll();
        try {
            Contact preview = member.api().previewMerge(kept, other);
            content.add(new MergeColumns(kept, other, preview), consequences(preview));
            leave.setText(text("cancel"));
            merge.setVisible(true);
            swap.setVisible(true);
        } catch (Refused refusal) {
            content.add(new Paragraph(Notice.sentence(refusal.problem())));
            leave.setText(text("close"));
            merge.setVisible(false);
            swap.setVisible(false);
        }
    }

    private Div consequences(Contact preview) {
        var consequences = new Div();
        consequences.addClassName("stack");
        consequences.add(new Paragraph(text("merge.other", MergeColumns.who(other), MergeColumns.who(kept))));
        String dropped = MergeColumns.dropped(kept, other, preview);
        if (!dropped.isEmpty()) {
            consequences.add(new Paragraph(text("merge.dropped", dropped)));
        }
        preview.portal()
                .accountEmail()
                .ifPresent(email -> consequences.add(new Paragraph(text("merge.account", email))));
        Stream.of(kept, other)
                .filter(contact -> contact.status() == PortalStatus.INVITED && !worksOn(contact, preview))
                .flatMap(contact -> contact.portal().invitationEmail().stream())
                .forEach(email -> consequences.add(new Paragraph(text("merge.invitation-ends", email))));
        return consequences;
    }

    private static boolean worksOn(Contact contact, Contact preview) {
        return preview.status() == PortalStatus.INVITED
                && preview.portal().invitedAt().equals(contact.portal().invitedAt());
    }

    private void merge() {
        try {
            Contact one = member.api().merge(kept, other);
            close();
            Notice.done(text("merge.done", other.name(), one.name()));
            merged.accept(one);
        } catch (Refused refusal) {
            if (!refusal.is("conflict")) {
                throw refusal;
            }
            show();
            content.addComponentAsFirst(new Span(text("merge.changed")));
        }
    }
}
