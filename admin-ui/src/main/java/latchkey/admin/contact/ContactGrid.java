package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.dom.DomEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.contact.Sorting;
import latchkey.admin.api.region.Region;
import latchkey.admin.ui.Times;

/** The columns of the contacts, rendered in the browser; a click or Enter opens a contact. */
@Uses(Badge.class)
final class ContactGrid extends Grid<Contact> {

    private static final String ENTERED = "row-entered";
    private static final String ITEM = "event.detail";

    private final transient SignedIn member;
    private transient Optional<Contact> marked = Optional.empty();

    ContactGrid(SignedIn member, Consumer<Contact> open) {
        this.member = member;
        setPageSize(ContactPages.PAGE / 2);
        addClassName("contacts");
        addThemeVariants(GridVariant.NO_BORDER);
        getElement().setAttribute("aria-label", text("contacts"));
        ((GridMultiSelectionModel<Contact>) setSelectionMode(SelectionMode.MULTI))
                .setSelectAllCheckboxVisibility(GridMultiSelectionModel.SelectAllCheckboxVisibility.HIDDEN);
        addColumns();
        sort(GridSortOrder.asc(getColumnByKey("name")).build());
        setPartNameGenerator(contact -> isMarked(contact) ? "open-row" : "");
        var _ = addItemClickListener(click -> open.accept(click.getItem()));
        var _ = getElement()
                .addEventListener(ENTERED, event -> pressed(event).ifPresent(open))
                .addEventData(ITEM);
    }

    /**
     * Enter opens the row from each of its cells; in a cell with a checkbox the grid would move into the cell instead.
     */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        var _ = getElement().executeJs("""
            this.addEventListener('keydown', event => {
                const item = this.getEventContext(event).item;
                if (event.key === 'Enter' && item && !this.hasAttribute('interacting')) {
                    event.preventDefault();
                    event.stopPropagation();
                    this.dispatchEvent(new CustomEvent($0, {detail: item.key}));
                }
            }, true);
            """, ENTERED);
    }

    /** Marks the row of the contact that is open beside the grid. */
    void mark(Optional<Contact> contact) {
        Stream<Contact> touched = Stream.of(marked, contact).flatMap(Optional::stream);
        marked = contact;
        touched.forEach(this::refreshRow);
    }

    /** Uses the row's current contact, which may be newer than the marked one. */
    private void refreshRow(Contact contact) {
        var rows = getDataCommunicator().getKeyMapper();
        if (rows.has(contact)) {
            getDataProvider().refreshItem(rows.get(rows.key(contact)));
        }
    }

    /** Moves the cursor back to its last place, once nothing covers the grid any more. */
    void focusRow() {
        var _ = getElement().executeJs("""
            const focus = frames => {
                this.shadowRoot.querySelector('tbody [tabindex="0"]')?.focus();
                if (frames > 0 && !this.matches(':focus-within')) {
                    requestAnimationFrame(() => focus(frames - 1));
                }
            };
            focus(60);
            """);
    }

    void sortBy(Sorting sorting) {
        Column<Contact> column = getColumnByKey(sorting.column());
        if (column != null && !sorting.equals(sorting())) {
            sort(List.of(new GridSortOrder<>(
                    column, sorting.ascending() ? SortDirection.ASCENDING : SortDirection.DESCENDING)));
        }
    }

    Sorting sorting() {
        return getSortOrder().stream()
                .map(order -> new Sorting(order.getSorted().getKey(), order.getDirection() == SortDirection.ASCENDING))
                .findFirst()
                .orElse(Sorting.BY_NAME);
    }

    private boolean isMarked(Contact contact) {
        return marked.filter(open -> open.id().equals(contact.id())).isPresent();
    }

    private void addColumns() {
        column("name", Contact::name, "min(10.5rem, 38vw)").setFrozen(true).setRowHeader(true);
        column(
                "status",
                "9.25rem",
                LitRenderer.<Contact>of("<vaadin-badge class=\"${item.look}\""
                                + " title=\"${item.reason}\">${item.status}</vaadin-badge>")
                        .withProperty("status", contact -> StatusBadge.name(contact.portal()))
                        .withProperty("look", contact -> StatusBadge.look(contact.portal()))
                        .withProperty("reason", contact -> StatusBadge.reason(contact.portal())));
        column("email", contact -> contact.email().orElse(""), "15.25rem");
        column("region", contact -> region(contact).name(), "6.75rem");
        column("reference", contact -> contact.reference().orElse(""), "6.5rem");
        column("invitedAt", "6.5rem", moment(contact -> contact.portal().invitedAt()));
        column("lastSignInAt", "7.5rem", moment(contact -> contact.portal().lastSignInAt()));
        getColumns().forEach(column -> column.setResizable(true));
    }

    @CanIgnoreReturnValue
    private Column<Contact> column(String key, Function<Contact, String> value, String width) {
        return column(
                key,
                width,
                LitRenderer.<Contact>of("<span title=\"${item.value}\">${item.value}</span>")
                        .withProperty("value", value::apply));
    }

    @CanIgnoreReturnValue
    private Column<Contact> column(String key, String width, LitRenderer<Contact> renderer) {
        return addColumn(renderer)
                .setKey(key)
                .setHeader(text("column." + key))
                .setSortProperty(key)
                .setSortable(true)
                .setWidth(width)
                .setFlexGrow(1);
    }

    /** How long ago; on hover the exact time in the contact's region. */
    private LitRenderer<Contact> moment(Function<Contact, Optional<Instant>> value) {
        var times = Times.ofReader(member.home());
        return LitRenderer.<Contact>of("<span title=\"${item.exact}\">${item.relative}</span>")
                .withProperty(
                        "exact",
                        contact -> value.apply(contact)
                                .map(at -> times.in(region(contact)).exact(at))
                                .orElse(""))
                .withProperty(
                        "relative",
                        contact -> value.apply(contact)
                                .map(at -> times.relative(at, Instant.now()))
                                .orElse(""));
    }

    private Region region(Contact contact) {
        return member.region(contact.region());
    }

    private Optional<Contact> pressed(DomEvent event) {
        return Optional.ofNullable(event.getEventData().get(ITEM))
                .filter(key -> key.isString())
                .map(key -> getDataCommunicator().getKeyMapper().get(key.asString()));
    }
}
