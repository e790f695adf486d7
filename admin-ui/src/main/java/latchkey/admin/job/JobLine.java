package latchkey.admin.job;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.job.Job;
import latchkey.admin.api.job.JobPerson;
import latchkey.admin.ui.Confirm;
import latchkey.admin.ui.Notice;

/** One job, its people, and which of them can get in. */
final class JobLine extends ListItem {

    private final transient Job job;
    private final transient SignedIn member;
    private final transient Runnable changed;

    /** @param changed called when the job has changed */
    JobLine(Job job, SignedIn member, Runnable changed) {
        this.job = job;
        this.member = member;
        this.changed = changed;
        addClassNames("member", "job");
        var name = new Span(job.name());
        name.addClassName("name");
        add(
                new Div(
                        name,
                        quiet(text(
                                "jobs.of",
                                job.reference(),
                                member.region(job.region()).name()))),
                people(),
                menu());
    }

    private Component people() {
        var people = new UnorderedList();
        job.people().forEach(person -> people.add(new ListItem(link(person), status(person), remove(person))));
        String access = job.people().isEmpty()
                ? text("jobs.nobody")
                : text("jobs.access", job.countWithAccess(), job.people().size());
        var all = new Div(quiet(access), people);
        if (job.room() > 0) {
            var add = new Button(text("jobs.person.add"), click -> PersonDialog.open(member, job, changed));
            add.addThemeVariants(ButtonVariant.TERTIARY);
            add.setAriaLabel(text("jobs.person.add.to", job.name()));
            all.add(add);
        } else {
            all.add(quiet(text("jobs.full")));
        }
        return all;
    }

    private static Anchor link(JobPerson person) {
        return new Anchor("/contacts/" + person.contactId() + "/customer/portal", person.name());
    }

    private static Span status(JobPerson person) {
        return quiet(" · " + text("status." + person.status()));
    }

    private Button remove(JobPerson person) {
        var remove = new Button(
                new Icon(VaadinIcon.CLOSE_SMALL),
                click -> Confirm.ask(
                        text("jobs.person.remove.ask", person.name(), job.name()),
                        text("jobs.person.remove.hint"),
                        text("jobs.person.remove"),
                        () -> {
                            member.api().removeFromJob(job.id(), person.contactId());
                            Notice.done(text("jobs.person.removed", person.name(), job.name()));
                            changed.run();
                        }));
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel(text("jobs.person.remove.from", person.name(), job.name()));
        return remove;
    }

    private Component menu() {
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        bar.addClassName("plain");
        var top = bar.addItem(new Icon(VaadinIcon.ELLIPSIS_DOTS_V));
        top.setAriaLabel(text("jobs.actions", job.name()));
        var items = top.getSubMenu();
        items.addItem(text("jobs.change"), click -> JobDialog.change(member, job, changed));
        items.addItem(text("jobs.delete"), click -> askToDelete());
        return bar;
    }

    private void askToDelete() {
        Confirm.ask(text("jobs.delete.ask", job.name()), text("jobs.delete.hint"), text("jobs.delete"), () -> {
            member.api().deleteJob(job.id());
            Notice.done(text("jobs.delete.done", job.name()));
            changed.run();
        });
    }

    private static Span quiet(String words) {
        var span = new Span(words);
        span.addClassName("hint");
        return span;
    }
}
