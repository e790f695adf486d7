package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
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
import latchkey.admin.api.Contact;
import latchkey.admin.api.Region;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.Sorting;
import latchkey.admin.ui.Times;

/** The columns of the contacts, rendered in the browser; a click or Enter opens a contact. */
@Uses(Badge.class)
final class ContactGrid extends Grid<Contact> {

    private static final String ITEM = "(element.getEventContext(event).item || {}).key";

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
        setPartNameGenerator(contact -> isMarked(contact) ? "open-row" : "");
        var _ = addItemClickListener(click -> open.accept(click.getItem()));
        var _ = getElement()
                .addEventListener("keydown", event -> pressed(event).ifPresent(open))
                .setFilter("event.key === 'Enter'")
                .addEventData(ITEM);
    }

    /** Marks the row of the contact that is open beside the grid. */
    void mark(Optional<Contact> contact) {
        Stream<Contact> touched = Stream.of(marked, contact).flatMap(Optional::stream);
        marked = contact;
        touched.forEach(getDataProvider()::refreshItem);
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
        column("name", Contact::name, "min(13rem, 40vw)").setFrozen(true);
        column(
                "status",
                "10.5rem",
                LitRenderer.<Contact>of("<vaadin-badge class=\"${item.look}\">${item.status}</vaadin-badge>")
                        .withProperty("status", contact -> StatusBadge.name(contact.status()))
                        .withProperty("look", contact -> StatusBadge.look(contact.status())));
        column("email", contact -> contact.email().orElse(""), "16rem");
        column("region", contact -> region(contact).name(), "8.5rem");
        column("reference", contact -> contact.reference().orElse(""), "8rem");
        column("invitedAt", "8.5rem", moment(contact -> contact.portal().invitedAt()));
        column("lastSignInAt", "8.5rem", moment(contact -> contact.portal().lastSignInAt()));
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

    /** How long ago; the exact time in the region's zone on hover. */
    private LitRenderer<Contact> moment(Function<Contact, Optional<Instant>> value) {
        return LitRenderer.<Contact>of("<span title=\"${item.exact}\">${item.relative}</span>")
                .withProperty(
                        "exact",
                        contact -> value.apply(contact)
                                .map(at -> Times.exact(at, region(contact)))
                                .orElse(""))
                .withProperty(
                        "relative",
                        contact -> value.apply(contact)
                                .map(at -> Times.relative(at, Instant.now(), region(contact)))
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
