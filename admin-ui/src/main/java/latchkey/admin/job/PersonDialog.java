package latchkey.admin.job;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Optional;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.contact.Sorting;
import latchkey.admin.api.job.Job;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Notice;

/** Asks which contact of the region to add to a job. */
final class PersonDialog extends Dialog {

    private final transient SignedIn member;
    private final transient Job job;
    private final transient Runnable done;
    private final ComboBox<Contact> person = new ComboBox<>(text("jobs.person"));

    private PersonDialog(SignedIn member, Job job, Runnable done) {
        this.member = member;
        this.job = job;
        this.done = done;
        setHeaderTitle(text("jobs.person.add.to", job.name()));
        setWidth("30rem");
        person.setWidthFull();
        person.setHelperText(text("jobs.person.hint"));
        person.setItemLabelGenerator(PersonDialog::label);
        person.setItems(query -> member
                .api()
                .contacts(filter(query.getFilter()), Sorting.BY_NAME, query.getOffset(), query.getLimit())
                .items()
                .stream());
        var all = new Div(person, new Paragraph(text("jobs.person.couple")));
        all.addClassName("stack");
        add(all);
        getFooter()
                .add(
                        new Button(text("cancel"), click -> close()),
                        new ActionButton(text("jobs.person.add.submit"), this::submit).primary());
    }

    static void open(SignedIn member, Job job, Runnable done) {
        var dialog = new PersonDialog(member, job, done);
        dialog.open();
        dialog.person.focus();
    }

    private Filter filter(Optional<String> typed) {
        return new Filter(
                typed.filter(words -> !words.isBlank()),
                Optional.of(job.region()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String label(Contact contact) {
        return contact.email()
                .map(email -> text("jobs.person.label", contact.name(), email))
                .orElse(contact.name());
    }

    private void submit() {
        person.setInvalid(person.isEmpty());
        person.setErrorMessage(text("jobs.person.missing"));
        person.getOptionalValue().ifPresent(this::add);
    }

    private void add(Contact contact) {
        try {
            var _ = member.api().addToJob(job.id(), contact.id());
            close();
            Notice.done(text("jobs.person.added", contact.name(), job.name()));
        } catch (Refused e) {
            Notice.refused(e.problem());
        }
        done.run();
    }
}
