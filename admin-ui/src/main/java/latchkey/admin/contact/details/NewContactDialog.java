package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.function.Consumer;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.CheckedAddress;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.region.Region;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.UnsavedForm;

/** Asks for a new contact. */
public final class NewContactDialog extends Dialog implements UnsavedForm {

    private final transient SignedIn member;
    private final transient Consumer<Contact> created;
    private final Select<Region> region = new Select<>();
    private final ContactFields fields = new ContactFields(() -> {}, this::check);

    public NewContactDialog(SignedIn member, Consumer<Contact> created) {
        this.member = member;
        this.created = created;
        setHeaderTitle(text("contact.new"));
        setWidth("36rem");
        setCloseOnOutsideClick(false);
        var _ = addDialogCloseActionListener(escape -> leave());
        region.setLabel(text("field.region"));
        region.setItems(member.regions());
        region.setItemLabelGenerator(Region::name);
        region.setValue(member.regions().getFirst());
        region.setWidthFull();
        var all = new Div(region, fields);
        all.addClassName("stack");
        add(all);
        getFooter()
                .add(
                        new Button(text("cancel"), click -> leave()),
                        new ActionButton(text("contact.create"), this::create).primary());
        fields.requireEmail();
        fields.focusFirst();
    }

    @Override
    public boolean isTyped() {
        return isOpened() && !fields.areEmpty();
    }

    @Override
    public void discard() {
        close();
    }

    private void create() {
        if (!fields.areFilled(true)) {
            return;
        }
        try {
            Contact contact =
                    member.api().create(fields.contact(region.getValue().code()));
            close();
            Notice.done(text("contact.created", contact.name()));
            created.accept(contact);
        } catch (Refused e) {
            if (!fields.show(e.problem())) {
                Notice.refused(e.problem());
            }
        }
    }

    private CheckedAddress check(String typed) {
        return member.api().checkAddress(typed);
    }
}
