package latchkey.admin.contact.portal;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.PortalStatus;
import latchkey.admin.api.job.Job;
import latchkey.admin.api.job.JobPerson;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Shown;

/** The jobs of a contact: who else is in them, and who can get in. */
final class ContactJobs extends Div {

    private final transient SignedIn member;
    private final transient Consumer<Contact> changed;
    private final transient Shown<List<Job>> shown = new Shown<>();
    private transient Optional<Contact> contact = Optional.empty();
    private final transient DeferredContent content = new DeferredContent();

    /** @param changed receives the shown contact when it was invited here */
    ContactJobs(SignedIn member, Consumer<Contact> changed) {
        this.member = member;
        this.changed = changed;
        addClassName("contact-jobs");
    }

    void show(Contact contact) {
        this.contact = Optional.of(contact);
        setVisible(!contact.jobs().isEmpty());
        if (isVisible()) {
            Failures.guard(() -> content.ask(
                    () -> contact.jobs().stream()
                            .map(job -> member.api().job(job.id()))
                            .toList(),
                    jobs -> shown.show(jobs.get(), all -> draw(contact, all))));
        }
    }

    private void draw(Contact contact, List<Job> jobs) {
        removeAll();
        for (Job job : jobs) {
            var people = new UnorderedList();
            job.people().forEach(person -> people.add(line(contact, person)));
            add(
                    new H3(link(job)),
                    new Paragraph(text(
                            "jobs.access", job.countWithAccess(), job.people().size())),
                    people);
        }
    }

    private static Anchor link(Job job) {
        return new Anchor(
                "/jobs?search=" + URLEncoder.encode(job.reference(), StandardCharsets.UTF_8),
                job.name().equals(job.reference()) ? job.name() : text("jobs.label", job.reference(), job.name()));
    }

    private ListItem line(Contact contact, JobPerson person) {
        var line = new ListItem();
        if (person.contactId().equals(contact.id())) {
            line.add(new Span(person.name()));
        } else {
            line.add(new Anchor("/contacts/" + person.contactId() + "/customer/portal", person.name()));
        }
        var status = new Span(" · " + text("status." + person.status()));
        status.addClassName("hint");
        line.add(status);
        if (person.status() == PortalStatus.NOT_INVITED
                && person.canBeInvited()
                && !person.contactId().equals(contact.id())) {
            var invite = new ActionButton(text("jobs.invite"), () -> invite(person));
            invite.setAriaLabel(text("jobs.invite.person", person.name()));
            line.add(invite);
        }
        return line;
    }

    /** The contact may have changed since the button was made. */
    private void invite(JobPerson person) {
        SharedAddress.ask(member.api().contact(person.contactId()), "invitation.send", () -> {
            var invited = member.api().invite(person.contactId());
            Notice.done(text("jobs.invited", invited.name()));
            contact.ifPresent(changed);
        });
    }
}
