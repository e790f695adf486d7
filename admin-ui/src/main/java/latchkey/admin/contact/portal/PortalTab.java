package latchkey.admin.contact.portal;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.Diagnosis;
import latchkey.admin.api.contact.Diagnosis.Action;
import latchkey.admin.api.contact.Portal;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Confirm;
import latchkey.admin.ui.Facts;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Shown;
import latchkey.admin.ui.Times;
import latchkey.admin.ui.form.DidYouMean;

/** The Customer Portal tab: why the client can't get in and what fixes it, the client's access, and other actions. */
public final class PortalTab extends Div {

    private final transient SignedIn member;
    private final transient Consumer<Contact> changed;
    private final transient Runnable editContact;
    private final Div state = new Div();
    private final Paragraph summary = new Paragraph();
    private final Div others = new Div();
    private final Div known = new Div();
    private final ContactJobs jobs;
    private final DidYouMean question;
    private final DiagnosisCard diagnosis;
    private final transient DeferredContent content = new DeferredContent();
    private transient Optional<Contact> shown = Optional.empty();
    private transient Optional<Diagnosis> diagnosed = Optional.empty();
    private final transient Shown<Offer> offer = new Shown<>();
    private final transient Shown<Contact> facts = new Shown<>();
    private transient Optional<SentMails> mails = Optional.empty();

    public PortalTab(SignedIn member, Consumer<Contact> changed, Runnable editContact) {
        this.member = member;
        this.changed = changed;
        this.editContact = editContact;
        question = new DidYouMean(typed -> member.api().checkAddress(typed), suggestion -> editContact.run());
        diagnosis = new DiagnosisCard();
        jobs = new ContactJobs(member, changed);
        addClassName("portal-tab");
        state.addClassName("portal-state");
        summary.addClassName("summary");
        others.addClassName("ways");
        state.add(summary, others, known);
        add(diagnosis, question, state, jobs);
    }

    public void show(Contact contact) {
        if (shown.filter(before -> before.status() == contact.status()).isEmpty()) {
            diagnosed = Optional.empty();
        }
        shown = Optional.of(contact);
        render(contact);
        jobs.show(contact);
        var _ = question.about(contact.email()
                .filter(address -> contact.portal().accountEmail().isEmpty()));
    }

    /** Rereads why the client can't get in. */
    public void diagnose() {
        shown.ifPresent(contact -> Failures.guard(() -> content.ask(
                () -> member.api().diagnosis(contact.id()), answer -> diagnosed(contact.id(), answer.get()))));
    }

    private void diagnosed(String id, Diagnosis answer) {
        shown.filter(contact -> contact.id().equals(id)).ifPresent(contact -> {
            diagnosed = Optional.of(answer);
            diagnosis.show(answer, times(contact));
            render(contact);
        });
    }

    private void render(Contact contact) {
        Times times = times(contact);
        Optional<Action> fix = diagnosed.map(Diagnosis::action).orElseGet(() -> Optional.of(usual(contact.status())));
        offer.show(Offer.of(contact, fix), _ -> offer(contact, fix));
        summary.setText(PortalSummary.sentence(contact.portal(), times));
        facts.show(contact, now -> {
            known.removeAll();
            facts(now.portal(), times).ifPresent(known::add);
        });
        mails.filter(before -> before.areOf(contact)).ifPresentOrElse(SentMails::refresh, () -> {
            mails.ifPresent(state::remove);
            mails = Optional.of(new SentMails(member, contact, times));
            mails.ifPresent(state::add);
        });
    }

    /** The card has the button that fixes it; the other actions are below. */
    private void offer(Contact contact, Optional<Action> fix) {
        diagnosis.fixWith(fix.map(action -> button(contact, action).primary()));
        others.removeAll();
        Optional.of(usual(contact.status()))
                .filter(action -> !fix.equals(Optional.of(action)))
                .ifPresent(action -> others.add(button(contact, action)));
        addMore(others, contact);
    }

    /** The main action until the diagnosis is known. */
    private static Action usual(PortalStatus status) {
        return switch (status) {
            case NOT_INVITED -> Action.SEND_INVITATION;
            case INVITED, EXPIRED, REVOKED -> Action.RESEND_INVITATION;
            case ACTIVE -> Action.RESET;
            case DISABLED -> Action.ENABLE;
        };
    }

    private ActionButton button(Contact contact, Action action) {
        return switch (action) {
            case SEND_INVITATION -> invite(contact, "invitation.send");
            case RESEND_INVITATION -> invite(contact, "invitation.resend");
            case EDIT_CONTACT -> new ActionButton(text("diagnosis.edit"), editContact);
            case ENABLE -> enable(contact);
            case UNLOCK -> unlock(contact);
            case RESET -> reset(contact);
            case RESEND_CONFIRMATION -> resendConfirmation(contact);
            case RESTORE -> restore(contact);
        };
    }

    private void addMore(Div ways, Contact contact) {
        switch (contact.status()) {
            case NOT_INVITED -> ways.add(inviteInOwnWords(contact, "invitation.send"));
            case EXPIRED, REVOKED -> ways.add(inviteInOwnWords(contact, "invitation.resend"));
            case INVITED -> ways.add(inviteInOwnWords(contact, "invitation.resend"), revoke(contact));
            case ACTIVE -> {
                contact.portal().pendingEmail().ifPresent(_ -> ways.add(keepAddress(contact)));
                ways.add(signOut(contact), disable(contact));
            }
            case DISABLED -> {}
        }
    }

    private ActionButton invite(Contact contact, String label) {
        var button = new ActionButton(
                text(label),
                () -> SharedAddress.ask(
                        contact, label, () -> invited(member.api().invite(contact.id()))),
                contact::canBeInvited);
        button.setEnabled(contact.canBeInvited());
        return button;
    }

    private Button inviteInOwnWords(Contact contact, String label) {
        var button = new Button(
                text("personal-line." + label),
                click -> SharedAddress.ask(
                        contact,
                        label,
                        () -> Failures.guard(() -> personalLine(contact, label).open())));
        button.setEnabled(contact.canBeInvited());
        return button;
    }

    private PersonalLineDialog personalLine(Contact contact, String label) {
        return new PersonalLineDialog(
                member, contact, label, line -> invited(member.api().invite(contact.id(), line)));
    }

    private void invited(Contact contact) {
        done(
                contact,
                contact.portal()
                        .invitationExpiresAt()
                        .map(until -> text(
                                "invitation.sent",
                                address(contact),
                                times(contact).until(until, Instant.now())))
                        .orElseGet(() -> text("invitation.sent.plain", address(contact))));
    }

    private ActionButton revoke(Contact contact) {
        return new ActionButton(
                        text("invitation.revoke"),
                        () -> Confirm.ask(
                                text("invitation.revoke.ask", contact.name()),
                                text("invitation.revoke.hint"),
                                text("invitation.revoke"),
                                () -> {
                                    member.api().revoke(contact.id());
                                    done(
                                            member.api().contact(contact.id()),
                                            text("invitation.revoked", contact.name()));
                                }))
                .danger();
    }

    private ActionButton reset(Contact contact) {
        return new ActionButton(text("account.reset"), () -> {
            Contact current = member.api().sendResetLink(contact.id());
            done(
                    current,
                    text("account.reset.done", current.portal().accountEmail().orElse(address(current))));
        });
    }

    /** Asks for the new address again; the current one would revoke the change. */
    private ActionButton resendConfirmation(Contact contact) {
        String pending = contact.portal().pendingEmail().orElse("");
        return new ActionButton(
                text("pending.resend"),
                () -> done(member.api().changeAddress(contact.id(), pending), text("pending.resent", pending)));
    }

    private ActionButton keepAddress(Contact contact) {
        String present = contact.portal().accountEmail().orElse("");
        return new ActionButton(
                text("pending.revoke", present),
                () -> done(member.api().changeAddress(contact.id(), present), text("pending.revoked", present)));
    }

    private ActionButton signOut(Contact contact) {
        return new ActionButton(
                text("account.sign-out"),
                () -> Confirm.askIfMeant(
                        text("account.sign-out.ask", contact.name()),
                        text("account.sign-out.hint"),
                        text("account.sign-out"),
                        () -> done(
                                member.api().signOutEverywhere(contact.id()),
                                text("account.sign-out.done", contact.name()))));
    }

    private ActionButton disable(Contact contact) {
        return new ActionButton(text("account.disable"), () -> {
                    var reason = new TextField(text("account.disable.reason"));
                    reason.setMaxLength(500);
                    reason.setWidthFull();
                    var content = new Div(new Paragraph(text("account.disable.hint")), reason);
                    content.addClassName("stack");
                    Confirm.ask(
                            text("account.disable.ask", contact.name()),
                            content,
                            text("account.disable"),
                            () -> disable(contact, reason.getValue().strip()));
                })
                .danger();
    }

    private void disable(Contact contact, String reason) {
        Optional<String> given = Optional.of(reason).filter(words -> !words.isEmpty());
        done(member.api().disable(contact.id(), given), text("account.disable.done", contact.name()));
    }

    private ActionButton unlock(Contact contact) {
        return new ActionButton(
                text("account.unlock"),
                () -> done(member.api().unlock(contact.id()), text("account.unlock.done", contact.name())));
    }

    private ActionButton restore(Contact contact) {
        return new ActionButton(
                text("contact.restore"),
                () -> done(member.api().restore(contact.id()), text("contact.restore.done", contact.name())));
    }

    private ActionButton enable(Contact contact) {
        return new ActionButton(
                text("account.enable"),
                () -> done(member.api().enable(contact.id()), text("account.enable.done", contact.name())));
    }

    private void done(Contact current, String sentence) {
        Notice.done(sentence);
        changed.accept(current);
        diagnose();
    }

    private static Optional<Facts> facts(Portal portal, Times times) {
        Facts facts = new Facts()
                .with(text("portal.invited"), portal.invitedAt().map(at -> by(portal.invitedBy(), at, times)))
                .with(text("portal.address"), portal.invitationEmail())
                .with(text("portal.until"), until(portal).map(times::exact))
                .with(text("portal.mail"), portal.mail().map(mail -> PortalSummary.of(mail, times)))
                .with(text("portal.account"), portal.accountEmail())
                .with(text("portal.pending"), portal.pendingEmail())
                .with(text("portal.activated"), portal.activatedAt().map(at -> times.exact(at)))
                .with(text("portal.last-sign-in"), portal.lastSignInAt().map(at -> times.exact(at)))
                .with(text("portal.disabled"), portal.disabledAt().map(at -> by(portal.disabledBy(), at, times)))
                .with(text("portal.disabled.reason"), portal.disabledReason());
        portal.addressHolder().ifPresent(holder -> {
            var open = new Anchor("/contacts/" + holder.contactId() + "/customer/portal", holder.name());
            var _ = facts.with(text("portal.address-holder"), open);
        });
        return facts.getChildren().findAny().map(fact -> facts);
    }

    /** A link that was used or ended no longer works, whatever its date; nor does one to an address with an account. */
    private static Optional<Instant> until(Portal portal) {
        return portal.status() == PortalStatus.INVITED && portal.addressOwner().isEmpty()
                ? portal.invitationExpiresAt()
                : Optional.empty();
    }

    private static String by(Optional<String> somebody, Instant at, Times times) {
        return somebody.map(name -> text("portal.by", times.exact(at), name)).orElseGet(() -> times.exact(at));
    }

    /** In the client's time, as on the phone. */
    private Times times(Contact contact) {
        return new Times(member.home(), member.region(contact.region()));
    }

    private static String address(Contact contact) {
        return contact.portal().invitationEmail().or(contact::email).orElse(contact.name());
    }
}
