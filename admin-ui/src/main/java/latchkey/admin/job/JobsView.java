package latchkey.admin.job;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Set;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.event.Change;
import latchkey.admin.api.job.JobList;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.Live;
import latchkey.admin.ui.Refreshable;
import latchkey.admin.ui.Shown;
import latchkey.admin.ui.Skeleton;
import latchkey.admin.ui.Titles;

/** What is built for clients, and who has access to each. */
@Route(value = "jobs", layout = MainLayout.class)
@PermitAll
public final class JobsView extends Div implements HasDynamicTitle, Refreshable, BeforeEnterObserver {

    private static final int MOST = 50;

    private final transient SignedIn member;
    private final TextField search = new TextField();
    private final Paragraph total = new Paragraph();
    private final UnorderedList list = new UnorderedList();
    private final Skeleton waiting = new Skeleton(4);
    private final transient Shown<JobList> shown = new Shown<>();
    private final transient DeferredContent content = new DeferredContent();

    public JobsView(SignedIn member) {
        this.member = member;
        addClassName("page");
        var add = new Button(
                text("jobs.add"),
                new Icon(VaadinIcon.PLUS),
                click -> JobDialog.add(member, job -> show(job.reference())));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        var heading = new Div(new H1(text("jobs")), add);
        heading.addClassName("heading");
        search.setAriaLabel(text("jobs.search"));
        search.setPlaceholder(text("jobs.search"));
        search.setPrefixComponent(new Icon(VaadinIcon.SEARCH));
        search.setClearButtonVisible(true);
        search.setMaxLength(200);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addClassName("search");
        var _ = search.addValueChangeListener(change -> refresh());
        var filters = new Div(search);
        filters.addClassName("filters");
        total.addClassName("total");
        list.addClassName("members");
        list.setVisible(false);
        add(heading, new Paragraph(text("jobs.hint")), filters, total, waiting, list);
        Live.follow(this, member.changes(), this::changed);
    }

    /** The address may have a search, such as for a contact's job. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation().getQueryParameters().getSingleParameter("search").ifPresent(search::setValue);
        refresh();
    }

    @Override
    public void refresh() {
        String typed = search.getValue().strip();
        Failures.guard(() -> content.ask(() -> member.api().jobs(typed, MOST), answer -> show(answer.get())));
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("jobs"));
    }

    private void changed(Set<Change> changes) {
        if (changes.stream()
                .anyMatch(change ->
                        change.equals(Change.ANYTHING) || change.kind().startsWith("job-"))) {
            refresh();
        }
    }

    private void show(String reference) {
        if (search.getValue().equals(reference)) {
            refresh();
        } else {
            search.setValue(reference);
        }
    }

    private void show(JobList found) {
        String counted = found.total() > MOST ? "jobs.more" : "jobs.total";
        total.setText(text(found.total() == 0 && !search.isEmpty() ? "jobs.none" : counted, found.total(), MOST));
        shown.show(found, this::draw);
    }

    private void draw(JobList found) {
        waiting.setVisible(false);
        list.setVisible(true);
        list.removeAll();
        found.items().forEach(job -> list.add(new JobLine(job, member, this::refresh)));
    }
}
