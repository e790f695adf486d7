package latchkey.admin.invitation;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.UUID;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.invitation.InvitationPreview;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.ActionButton;

/** Says how many can be invited and why the others can't; then shows how far it is. */
public final class InviteManyDialog extends Dialog {

    private final transient SignedIn member;
    private final transient Selection selection;
    /** One for all presses: where an answer got lost, the next one finds the batch that was started. */
    private final UUID key = UUID.randomUUID();

    private InviteManyDialog(SignedIn member, Selection selection) {
        this.member = member;
        this.selection = selection;
        setHeaderTitle(text("invite.many"));
        setWidth("36rem");
        setCloseOnOutsideClick(false);
    }

    public static void open(SignedIn member, Selection selection) {
        Failures.guard(() -> {
            var dialog = new InviteManyDialog(member, selection);
            dialog.show(member.api().preview(selection));
            dialog.open();
        });
    }

    private void show(InvitationPreview preview) {
        add(new Paragraph(text("invite.preview", preview.allowed(), preview.total())));
        if (!preview.refused().isEmpty()) {
            var reasons = new UnorderedList();
            preview.refused()
                    .forEach(group -> reasons.add(
                            new ListItem(new Span(text("invite.preview.refused", group.count(), group.reason())))));
            add(reasons);
        }
        var start = new ActionButton(text("invite.start", preview.allowed()), this::start).primary();
        start.setVisible(preview.allowed() > 0);
        getFooter().add(new Button(text("cancel"), click -> close()), start);
    }

    private void start() {
        String batch = member.api().inviteAll(selection, key);
        removeAll();
        getFooter().removeAll();
        add(new BatchProgress(member, batch));
        getFooter().add(new Button(text("close"), click -> close()));
    }
}
