package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Iterator;
import java.util.function.Consumer;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.duplicate.MergeDialog;
import latchkey.admin.invitation.InviteManyDialog;

/** How many contacts are selected, and what can be done with them. */
final class SelectionBar extends Div {

    private final Span count = new Span();

    /** @param merged receives the merged contact */
    SelectionBar(SignedIn member, ContactGrid grid, Consumer<Contact> merged) {
        addClassName("selection");
        setVisible(false);
        var invite = new Button(
                text("invite.selected"),
                click -> InviteManyDialog.open(
                        member,
                        Selection.of(grid.getSelectedItems().stream()
                                .map(Contact::id)
                                .toList()),
                        grid::deselectAll));
        invite.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SMALL);
        var merge = new Button(text("merge.selected"), click -> {
            Iterator<Contact> two = grid.getSelectedItems().iterator();
            MergeDialog.open(member, two.next(), two.next(), merged);
        });
        merge.addThemeVariants(ButtonVariant.SMALL);
        var clear = new Button(text("selection.clear"), click -> grid.deselectAll());
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(count, invite, merge, clear);
        var _ = grid.addSelectionListener(selected -> {
            int size = selected.getAllSelectedItems().size();
            count.setText(text("selection.count", size));
            merge.setVisible(size == 2 && member.staff().isAdmin());
            setVisible(size > 0);
        });
    }
}
