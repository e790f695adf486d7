package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.Optional;
import java.util.function.Consumer;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.CheckedAddress;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.duplicate.DuplicateList;
import latchkey.admin.api.duplicate.TypedContact;
import latchkey.admin.api.region.Region;
import latchkey.admin.duplicate.DuplicateNote;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Confirm;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.form.UnsavedForm;

/** Asks for a new contact, and says who may be the same person before anything is saved. */
public final class NewContactDialog extends Dialog implements UnsavedForm {

    private final transient SignedIn member;
    private final transient Consumer<Contact> created;
    private final Select<Region> region = new Select<>();
    private final ContactFields fields = new ContactFields(region, () -> {}, this::look, this::check);
    private final DuplicateNote duplicates = new DuplicateNote();
    private transient Optional<TypedContact> looked = Optional.empty();

    public NewContactDialog(SignedIn member, Consumer<Contact> created) {
        this.member = member;
        this.created = created;
        setHeaderTitle(text("contact.new"));
        setWidth("36rem");
        setCloseOnOutsideClick(false);
        var _ = addDialogCloseActionListener(escape -> leave());
        region.setItems(member.regions());
        // Without the mark of a required field: Vaadin's list sets an ARIA attribute that its role doesn't support.
        if (member.regions().size() == 1) {
            region.setValue(member.regions().getFirst());
        }
        var _ = region.addValueChangeListener(change -> look());
        fields.sayBelowAddress(duplicates);
        var all = new Div(fields);
        all.addClassName("stack");
        add(all);
        getFooter()
                .add(
                        new Button(text("cancel"), click -> leave()),
                        new ActionButton(text("contact.create.invite"), () -> create(true)),
                        new ActionButton(text("contact.create"), () -> create(false)).primary());
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

    /** Asks, once for each input, whether another contact has it. */
    private void look() {
        Optional<TypedContact> typed = region.getOptionalValue().map(chosen -> fields.typed(chosen.code()));
        if (!looked.equals(typed)) {
            duplicates.show(typed.map(member.api()::duplicates).orElse(DuplicateList.NONE));
            looked = typed;
        }
    }

    private void create(boolean invited) {
        if (fields.areFilled(true)) {
            fields.settleAddress(() -> createSettled(invited));
        }
    }

    private void createSettled(boolean invited) {
        // Asked again: an earlier click may have created the contact, and its answer been lost.
        looked = Optional.empty();
        look();
        if (duplicates.hasDuplicates()) {
            boolean canBeInvited = invited && !duplicates.isAddressInUse();
            Confirm.askIfMeant(
                    text("duplicate.ask"),
                    duplicates.sentence(),
                    text(canBeInvited ? "duplicate.create.invite" : "duplicate.create"),
                    () -> createAsked(canBeInvited));
        } else {
            createAsked(invited);
        }
    }

    private void createAsked(boolean invited) {
        try {
            Contact contact =
                    member.api().create(fields.contact(region.getValue().code()));
            close();
            if (invited) {
                invite(contact);
            } else {
                tell(contact);
            }
        } catch (Refused e) {
            if (!fields.show(e.problem())) {
                Notice.refused(e.problem());
            }
        }
    }

    private void tell(Contact contact) {
        Notice.done(text("contact.created", contact.name()));
        created.accept(contact);
    }

    /** The contact exists even if its invitation fails. */
    private void invite(Contact contact) {
        try {
            Contact invited = member.api().invite(contact.id());
            Notice.done(text(
                    "contact.created.invited", invited.name(), invited.email().orElse("")));
            created.accept(invited);
        } catch (Refused e) {
            Notice.done(text("contact.created.not-invited", contact.name()));
            Notice.refused(e.problem());
            created.accept(contact);
        }
    }

    private CheckedAddress check(String typed) {
        return member.api().checkAddress(typed);
    }
}
