package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import latchkey.admin.activity.EventFeed;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.event.Change;
import latchkey.admin.contact.details.ContactTab;
import latchkey.admin.contact.portal.PortalTab;
import latchkey.admin.frame.DeadEnd;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.ui.Skeleton;
import latchkey.admin.ui.form.UnsavedForm;

/** One contact: the tabs Contact, Customer (with Customer Portal) and Activity. They keep what is being typed. */
final class ContactPanel extends Div implements UnsavedForm {

    private static final List<ContactTabRoute> TABS =
            List.of(ContactTabRoute.CONTACT, ContactTabRoute.PORTAL, ContactTabRoute.ACTIVITY);

    private final transient SignedIn member;
    private final String id;
    private final Div head = new Div();
    private final H2 name = new H2();
    private final Tabs tabs =
            new Tabs(new Tab(text("tab.contact")), new Tab(text("tab.customer")), new Tab(text("tab.activity")));
    private final Tabs inner = new Tabs(new Tab(text("tab.portal")));
    /** Shown because an invitation would go to the saved address, not to the typed one. */
    private final Paragraph unsaved = new Paragraph(text("contact.unsaved"));

    private final Div body = new Div();
    private final ContactTab form;
    private final PortalTab portal;
    private final EventFeed activity;
    private final transient Consumer<String> go;
    private final transient Runnable close;
    private final transient Consumer<Contact> seen;
    private final transient DeferredContent content = new DeferredContent();
    private transient Optional<Contact> contact = Optional.empty();
    private transient ContactTabRoute route = ContactTabRoute.CONTACT;

    /** @param seen receives the contact whenever it is read or changed here */
    ContactPanel(SignedIn member, String id, Consumer<String> go, Runnable close, Consumer<Contact> seen) {
        this.member = member;
        this.id = id;
        this.go = go;
        this.close = close;
        this.seen = seen;
        form = new ContactTab(member, this::shown, close);
        portal = new PortalTab(member, this::shown, this::editAddress);
        activity = EventFeed.of(member, id);
        addClassName("panel");
        head.addClassName("panel-head");
        head.add(new Skeleton(1), closeButton());
        body.addClassName("panel-body");
        body.add(new Skeleton(6));
        inner.addClassName("inner-tabs");
        inner.setVisible(false);
        var _ = tabs.addSelectedChangeListener(change -> {
            if (change.isFromClient()) {
                go.accept(selected().path(id));
            }
        });
        unsaved.addClassName("unsaved");
        unsaved.setVisible(false);
        add(head, tabs, inner, unsaved, body);
    }

    String id() {
        return id;
    }

    Optional<Contact> contact() {
        return contact;
    }

    String name() {
        return contact.map(Contact::name).orElse(text("contact"));
    }

    /** Reads the contact and shows it; throws like the API if it fails within a blink. */
    void load() {
        content.ask(() -> member.api().contact(id), answer -> {
            try {
                shown(answer.get());
            } catch (Refused refusal) {
                gone(refusal);
            }
        });
    }

    /** Whether the change may affect what is shown here: the contact, or another one with its address. */
    boolean isTouchedBy(Change change) {
        return change.equals(Change.ANYTHING)
                || change.kind().equals("contact-merged")
                || change.contactId()
                        .filter(changed -> changed.equals(id)
                                || contact.flatMap(shown -> shown.portal().addressHolder())
                                        .filter(holder -> holder.contactId().equals(changed))
                                        .isPresent())
                        .isPresent();
    }

    /** Shows changes by others, and keeps what is being typed. */
    void refresh() {
        load();
        update(route);
    }

    void show(ContactTabRoute wanted) {
        route = wanted;
        tabs.setSelectedIndex(TABS.indexOf(wanted));
        inner.setVisible(wanted == ContactTabRoute.PORTAL);
        unsaved.setVisible(wanted == ContactTabRoute.PORTAL && form.isTyped());
        if (contact.isPresent()) {
            body.removeAll();
            body.add(tab(wanted));
        }
    }

    @Override
    public boolean isTyped() {
        return form.isTyped();
    }

    @Override
    public void discard() {
        form.discard();
    }

    /** The other tabs of the same contact leave the form as it is. */
    @Override
    public boolean staysAt(String path) {
        return (path + "/").startsWith(ContactTabRoute.CONTACT.path(id) + "/");
    }

    /** The only correction to a contact that lets a client in is that of the address. */
    private void editAddress() {
        go.accept(ContactTabRoute.CONTACT.path(id));
        form.focusAddress();
    }

    private Component tab(ContactTabRoute wanted) {
        update(wanted);
        return switch (wanted) {
            case CONTACT -> form;
            case PORTAL -> portal;
            case ACTIVITY -> activity;
        };
    }

    /** Rereads what a tab shows besides the contact. */
    private void update(ContactTabRoute tab) {
        switch (tab) {
            case CONTACT -> {}
            case PORTAL -> portal.diagnose();
            case ACTIVITY -> activity.refresh();
        }
    }

    private ContactTabRoute selected() {
        return TABS.get(tabs.getSelectedIndex());
    }

    private void shown(Contact current) {
        boolean first = contact.isEmpty();
        contact = Optional.of(current);
        head(current);
        form.show(current);
        portal.show(current);
        if (first) {
            show(route);
        }
        seen.accept(current);
    }

    /** The close button stays: replacing it would lose a click on it. */
    private void head(Contact current) {
        List<Component> before = head.getChildren().toList();
        head.remove(before.subList(0, before.size() - 1));
        var badges = new ArrayList<Component>(List.of(name, new StatusBadge(current.portal())));
        current.archivedAt().ifPresent(at -> badges.add(new Badge(text("status.archived"))));
        name.setText(current.name());
        for (int i = 0; i < badges.size(); i++) {
            head.addComponentAtIndex(i, badges.get(i));
        }
    }

    /** Says that the contact is gone, if that turns out after the panel was opened. */
    private void gone(Refused refusal) {
        if (!isAttached() || refusal.problem().status() != 404) {
            throw refusal;
        }
        if (contact.isEmpty()) {
            head.getChildren().filter(Skeleton.class::isInstance).toList().forEach(head::remove);
            tabs.setVisible(false);
            inner.setVisible(false);
        }
        body.removeAll();
        body.add(new DeadEnd(text("not-found"), text("not-found.hint")));
    }

    private Button closeButton() {
        var button = new Button(new Icon(VaadinIcon.CLOSE_SMALL), click -> close.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(text("contact.close"));
        return button;
    }
}
