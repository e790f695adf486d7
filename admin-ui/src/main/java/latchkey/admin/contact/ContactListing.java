package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.ContactList;
import latchkey.admin.api.contact.Counts;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.event.Change;
import latchkey.admin.contact.details.NewContactDialog;
import latchkey.admin.frame.Failures;
import latchkey.admin.invitation.RecentBatches;
import latchkey.admin.ui.Live;

/** The grid with its search, filters and actions for many contacts. */
final class ContactListing extends Div {

    private static final int READ_SINGLY = 10;

    /** Changes that add or remove contacts. */
    private static final Set<String> COMING_AND_GOING =
            Set.of("contact-created", "contact-merged", "contact-archived", "contact-restored");

    private final transient SignedIn member;
    private final transient Consumer<ContactQuery> queried;
    private final transient Consumer<Contact> created;
    private final transient ContactPages pages;
    private final ContactFilters filters;
    private final ContactGrid grid;
    private final Span total = new Span();
    private final SelectionBar selection;
    private final NothingFound nothing;
    private transient ContactQuery query = ContactQuery.of(com.vaadin.flow.router.QueryParameters.empty());

    /**
     * @param open opens a contact on the tab that was open last
     * @param created opens a new contact
     */
    ContactListing(SignedIn member, Consumer<Contact> open, Consumer<Contact> created, Consumer<ContactQuery> queried) {
        this.member = member;
        this.created = created;
        this.queried = queried;
        filters = new ContactFilters(member, this::filtered, () -> openSingle(open));
        grid = new ContactGrid(member, open);
        pages = new ContactPages(member, query, this::counted);
        selection = new SelectionBar(member, grid, contact -> merged(contact, open));
        addClassName("listing");
        total.addClassName("total");
        var create = new Button(text("contact.new"), new Icon(VaadinIcon.PLUS), click -> create());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        var more = new MoreMenu(member, () -> query.filter(), () -> show(Filter.OF_ARCHIVED));
        var heading = new Div(new H1(text("contacts")), total, new ColumnChooser(grid.getColumns()), more, create);
        heading.addClassName("heading");
        grid.setItems(pages);
        nothing = new NothingFound(this::clear, this::create);
        grid.setEmptyStateComponent(nothing);
        var _ = grid.addSortListener(sort -> sorted());
        // Below the rows, so that its appearing moves none of them.
        add(heading, filters, new RecentBatches(member), grid, selection);
    }

    void show(ContactQuery other) {
        if (!query.equals(other) || total.getText().isEmpty()) {
            query = other;
            filters.show(query.filter(), member);
            grid.sortBy(query.sorting());
            refresh();
        }
    }

    /** Marks the row of the contact that is open beside the grid. */
    void mark(Optional<Contact> contact) {
        grid.mark(contact);
    }

    /** Updates the row of a contact that was read beside the grid. */
    void update(Contact contact) {
        pages.refreshItem(contact);
    }

    /** The cursor goes back to the row that it came from. */
    void focusGrid() {
        grid.focusRow();
    }

    void refresh() {
        nothing.explain(query.filter());
        pages.show(query);
        count();
    }

    /** Rereads a few changed contacts one by one, or the page if there are many. */
    void changed(Set<Change> changes) {
        Set<String> ids =
                changes.stream().flatMap(change -> change.contactId().stream()).collect(Collectors.toSet());
        boolean all = ids.size() > READ_SINGLY
                || changes.contains(Change.ANYTHING)
                || changes.stream().anyMatch(change -> COMING_AND_GOING.contains(change.kind()));
        if (all) {
            refresh();
        } else {
            ids.forEach(this::read);
            count();
        }
    }

    /** In the background: the rows don't wait for the numbers. */
    private void count() {
        UI ui = UI.getCurrent();
        Filter filter = query.filter();
        Live.soon(() -> {
            try {
                Counts counts = member.api().counts(filter);
                Live.on(ui, () -> filters.show(counts));
            } catch (Unavailable | Unauthorized | Refused _) {
                // The rows are requested at the same time, and their failure is shown.
            }
        });
    }

    private void read(String id) {
        try {
            pages.refreshItem(member.api().contact(id));
        } catch (Refused _) {
            // It is no longer in one of this member's regions.
            pages.refreshAll();
        }
    }

    private void filtered(Filter filter) {
        query = query.with(filter);
        grid.deselectAll();
        refresh();
        queried.accept(query);
    }

    /** Enter opens the contact if the search has left only one. */
    private void openSingle(Consumer<Contact> open) {
        Failures.guard(() -> {
            List<Contact> found =
                    member.api().contacts(query.filter(), query.sorting(), 0, 2).items();
            if (found.size() == 1) {
                open.accept(found.getFirst());
            }
        });
    }

    private void sorted() {
        if (!grid.sorting().equals(query.sorting())) {
            query = query.with(grid.sorting());
            pages.show(query);
            queried.accept(query);
        }
    }

    private void clear() {
        show(Filter.ALL);
    }

    private void show(Filter filter) {
        filters.show(filter, member);
        filtered(filter);
    }

    private void create() {
        new NewContactDialog(member, contact -> {
                    refresh();
                    created.accept(contact);
                })
                .open();
    }

    private void merged(Contact contact, Consumer<Contact> open) {
        grid.deselectAll();
        refresh();
        open.accept(contact);
    }

    private void counted(ContactList page) {
        total.setText(text(page.totalIsEstimate() ? "contacts.about" : "contacts.total", page.total()));
    }
}
