package latchkey.admin.contact.details;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import java.util.Optional;
import java.util.function.Consumer;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.CheckedAddress;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.ContactChange;
import latchkey.admin.api.contact.Portal;
import latchkey.admin.api.duplicate.DuplicateList;
import latchkey.admin.api.duplicate.TypedContact;
import latchkey.admin.api.region.Region;
import latchkey.admin.duplicate.DuplicateNote;
import latchkey.admin.session.EndedPage;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;

/** The client's details. If two members edit them at the same time, both keep what they typed; the second decides. */
public final class ContactTab extends Div {

    private final transient SignedIn member;
    private final transient Consumer<Contact> changed;
    private final transient Runnable erased;
    private final Select<Region> region = new Select<>();
    private final Div personalData = new Div();
    private final PendingAddress pending;
    private final ArchiveContact archive;
    private final ContactFields fields = new ContactFields(region, this::typed, this::look, this::check);
    private final DuplicateNote duplicates = new DuplicateNote();
    private final Span elsewhere = ContactFields.hint(text("contact.changed-elsewhere"));
    private final ActionButton save = new ActionButton(text("save"), this::save, this::isTyped).primary();
    private final Button discard = new Button(text("discard"), click -> discard());
    private transient Optional<Contact> base = Optional.empty();
    private transient Optional<Contact> latest = Optional.empty();
    private transient Optional<String> looked = Optional.empty();

    /** @param erased called when the contact has been erased */
    public ContactTab(SignedIn member, Consumer<Contact> changed, Runnable erased) {
        this.member = member;
        this.changed = changed;
        this.erased = erased;
        pending = new PendingAddress(member, changed);
        archive = new ArchiveContact(member, changed);
        region.setItems(member.regions());
        var _ = region.addValueChangeListener(change -> typed());
        elsewhere.setVisible(false);
        fields.sayBelowAddress(duplicates);
        var buttons = new Div(save, discard);
        buttons.addClassName("ways");
        add(fields, pending, elsewhere, buttons, archive, personalData);
        addClassName("contact-tab");
        typed();
    }

    /** Shows the contact, unless something is being typed: then only says that it changed. */
    public void show(Contact contact) {
        if (latest.filter(shown -> shown.name().equals(contact.name())).isEmpty()) {
            personalData.removeAll();
            personalData.add(new PersonalData(member, contact, this::erased));
        }
        latest = Optional.of(contact);
        pending.show(contact);
        archive.show(contact);
        if (isTyped()) {
            elsewhere.setVisible(!base.flatMap(Contact::version).equals(contact.version()));
        } else {
            take(contact);
        }
    }

    public void focusAddress() {
        fields.focusAddress();
    }

    private void save() {
        base.filter(contact -> fields.areFilled(false))
                .ifPresent(contact -> fields.newAddress(contact)
                        .ifPresentOrElse(other -> fields.settleAddress(() -> save(contact)), () -> save(contact)));
    }

    private void save(Contact contact) {
        try {
            saved(contact, member.api().change(contact.id(), change(contact)));
        } catch (Refused e) {
            refused(contact, e);
        }
    }

    private void saved(Contact before, Contact contact) {
        take(contact);
        changed.accept(contact);
        Notice.done(sentence(before.portal(), contact));
    }

    /** The confirmation, with the consequences of a new address or region. */
    private static String sentence(Portal before, Contact contact) {
        Portal now = contact.portal();
        if (!now.pendingEmail().equals(before.pendingEmail())) {
            return text(
                    "contact.saved.pending",
                    contact.name(),
                    now.pendingEmail().orElse(""),
                    now.accountEmail().orElse(""));
        }
        boolean isInvitedAnew = !now.invitationEmail().equals(before.invitationEmail())
                || !now.invitedAt().equals(before.invitedAt());
        return !isInvitedAnew
                ? text("contact.saved", contact.name())
                : text(
                        "contact.saved.invited",
                        contact.name(),
                        now.invitationEmail().orElse(""));
    }

    private void refused(Contact mine, Refused refusal) {
        if (refusal.is("conflict")) {
            Contact theirs = member.api().contact(mine.id());
            new ConflictDialog(mine, theirs, fields.change(mine), () -> overwrite(theirs), () -> takeOver(theirs))
                    .open();
        } else if (refusal.is("address-in-use")) {
            fields.refuseAddress(refusal.problem()
                    .contactId()
                    .map(other -> text(
                            "field.email.in-use", member.api().contact(other).name(), mine.givenName()))
                    .orElseGet(() -> Notice.sentence(refusal.problem())));
        } else if (!fields.show(refusal.problem())) {
            Notice.refused(refusal.problem());
        }
    }

    /** Saves what was typed here over the other version; fields that were not typed in stay theirs. */
    private void overwrite(Contact theirs) {
        base.ifPresent(before -> fields.rebase(before, theirs));
        base = Optional.of(theirs);
        save();
    }

    private void takeOver(Contact theirs) {
        take(theirs);
        changed.accept(theirs);
    }

    private void erased() {
        discard();
        erased.run();
    }

    public void discard() {
        latest.ifPresent(this::take);
    }

    private void take(Contact contact) {
        base = Optional.of(contact);
        latest = base;
        fields.show(contact);
        EndedPage.forgetTyped(this);
        showRegion(contact);
        looked = Optional.empty();
        duplicates.show(DuplicateList.NONE);
        elsewhere.setVisible(false);
        typed();
    }

    public boolean isTyped() {
        return base.filter(contact ->
                        fields.differFrom(contact) || movedTo(contact).isPresent())
                .isPresent();
    }

    private ContactChange change(Contact contact) {
        return fields.change(contact).movedTo(movedTo(contact));
    }

    private Optional<String> movedTo(Contact contact) {
        return region.getOptionalValue().map(Region::code).filter(code -> !code.equals(contact.region()));
    }

    private void showRegion(Contact contact) {
        region.setValue(member.regions().stream()
                .filter(one -> one.code().equals(contact.region()))
                .findFirst()
                .orElse(null));
        boolean hasAccount = contact.portal().accountEmail().isPresent();
        region.setReadOnly(hasAccount || member.regions().size() == 1);
        region.setHelperText(
                member.regions().size() == 1
                        ? ""
                        : switch (contact.status()) {
                            case ACTIVE, DISABLED -> text("field.region.account");
                            case INVITED, EXPIRED -> text("field.region.invited");
                            case NOT_INVITED, REVOKED -> "";
                        });
    }

    private void typed() {
        save.setEnabled(isTyped());
        discard.setEnabled(isTyped());
    }

    /** Asks once for each new address whether another contact has it. */
    private void look() {
        base.ifPresent(contact -> {
            Optional<String> address = fields.newAddress(contact);
            if (!looked.equals(address)) {
                looked = address;
                duplicates.show(
                        address.map(email -> member.api().duplicates(TypedContact.ofEmail(contact.region(), email)))
                                .orElse(DuplicateList.NONE),
                        contact.portal().accountEmail().isPresent());
            }
        });
    }

    private CheckedAddress check(String typed) {
        return member.api().checkAddress(typed);
    }
}
