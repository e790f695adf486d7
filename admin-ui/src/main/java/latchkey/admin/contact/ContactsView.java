package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.Set;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.event.Change;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.Live;
import latchkey.admin.ui.Refreshable;
import latchkey.admin.ui.Titles;

/** All contacts that the member may see, and the open one beside them. The address says which, and on which tab. */
@Route(value = "contacts/:contact?/:tab?(customer|activity)/:inner?(portal)", layout = MainLayout.class)
@PermitAll
public final class ContactsView extends Div implements BeforeEnterObserver, HasDynamicTitle, Refreshable {

    private final transient SignedIn member;
    private final MasterDetailLayout layout = new MasterDetailLayout();
    private final ContactListing listing;
    private transient Optional<ContactPanel> panel = Optional.empty();
    private transient ContactQuery query = ContactQuery.of(com.vaadin.flow.router.QueryParameters.empty());
    private transient ContactTabRoute route = ContactTabRoute.CONTACT;

    public ContactsView(SignedIn member) {
        this.member = member;
        listing = new ContactListing(member, this::open, this::openPortal, this::queried);
        addClassName("contacts-view");
        layout.setMaster(listing);
        layout.setExpandMaster(true);
        layout.setMasterSize("min(26rem, 100vw)");
        layout.setDetailSize("34rem");
        layout.setOverlaySize("100%");
        layout.setSizeFull();
        var _ = layout.addBackdropClickListener(click -> close());
        var _ = Shortcuts.addShortcutListener(this, () -> panel.ifPresent(open -> close()), Key.ESCAPE)
                .listenOn(this);
        add(layout);
        Live.follow(this, member.changes(), this::changed);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        query = ContactQuery.of(event.getLocation().getQueryParameters());
        listing.show(query);
        RouteParameters parameters = event.getRouteParameters();
        Optional<ContactTabRoute> wanted = ContactTabRoute.of(parameters.get("tab"), parameters.get("inner"));
        if (wanted.isEmpty() || !enter(parameters.get("contact"), wanted.get())) {
            event.rerouteToError(NotFoundException.class);
        }
    }

    @Override
    public String getPageTitle() {
        return panel.map(open -> Titles.of(open.name(), text("contacts"))).orElseGet(() -> Titles.of(text("contacts")));
    }

    @Override
    public void refresh() {
        listing.refresh();
        panel.ifPresent(ContactPanel::refresh);
    }

    /** Whether there is such a contact; for this member, other regions' contacts don't exist. */
    private boolean enter(Optional<String> id, ContactTabRoute wanted) {
        route = wanted;
        if (id.isEmpty()) {
            panel = Optional.empty();
            layout.setDetail(null);
            listing.mark(Optional.empty());
            return wanted == ContactTabRoute.CONTACT;
        }
        try {
            ContactPanel open =
                    panel.filter(shown -> shown.id().equals(id.get())).orElseGet(() -> panel(id.get()));
            open.show(wanted);
            listing.mark(open.contact());
            return true;
        } catch (Refused _) {
            return false;
        }
    }

    private ContactPanel panel(String id) {
        var open = new ContactPanel(member, id, this::go, this::close, this::seen);
        Failures.guardOutage(open::load);
        panel = Optional.of(open);
        layout.setDetail(open);
        return open;
    }

    /** The name may arrive after the page, and may change later. */
    private void seen(Contact contact) {
        panel.filter(open -> open.id().equals(contact.id())).ifPresent(open -> {
            listing.update(contact);
            listing.mark(open.contact());
            UI.getCurrent().getPage().setTitle(getPageTitle());
        });
    }

    private void open(Contact contact) {
        go(route.path(contact.id()));
    }

    /** The next step for a new contact is the invitation, whichever tab was open before. */
    private void openPortal(Contact contact) {
        go(ContactTabRoute.PORTAL.path(contact.id()));
    }

    private void close() {
        go("contacts");
        listing.focusGrid();
    }

    private void go(String path) {
        UI.getCurrent().navigate(path, query.address());
    }

    /** Typing changes the address without adding to the browser's history. */
    private void queried(ContactQuery other) {
        query = other;
        String path = panel.map(open -> route.path(open.id())).orElse("contacts");
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(path, query.address()));
    }

    private void changed(Set<Change> changes) {
        Failures.guard(() -> {
            listing.changed(changes);
            panel.filter(open -> changes.stream().anyMatch(open::isTouchedBy)).ifPresent(ContactPanel::refresh);
        });
    }
}
