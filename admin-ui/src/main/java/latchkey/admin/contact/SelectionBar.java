package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.invitation.InviteManyDialog;

/** How many are selected, and what can be done with them. */
final class SelectionBar extends Div {

    private final Span count = new Span();

    SelectionBar(SignedIn member, ContactGrid grid) {
        addClassName("selection");
        setVisible(false);
        var invite = new Button(
                text("invite.selected"),
                click -> InviteManyDialog.open(
                        member,
                        Selection.of(grid.getSelectedItems().stream()
                                .map(Contact::id)
                                .toList())));
        invite.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        var clear = new Button(text("selection.clear"), click -> grid.deselectAll());
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(count, invite, clear);
        var _ = grid.addSelectionListener(selected -> {
            int size = selected.getAllSelectedItems().size();
            count.setText(text("selection.count", size));
            setVisible(size > 0);
        });
    }
}
