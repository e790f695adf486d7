package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.Set;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.StaffGate;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.api.event.Change;
import latchkey.admin.session.EndedPage;
import latchkey.admin.ui.Brand;
import latchkey.admin.ui.Live;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Refreshable;

/** The frame around every view of a signed-in member. */
@PermitAll
public final class MainLayout extends AppLayout {

    private final transient SignedIn member;
    private final transient StaffGate gate;
    private final Main view = new Main();
    private final Outage outage;
    private transient Optional<SignInAgain> asking = Optional.empty();

    public MainLayout(SignedIn member, StaffGate gate) {
        this.member = member;
        this.gate = gate;
        outage = new Outage(member.api(), this::refresh);
        setPrimarySection(Section.DRAWER);
        var drawer = new Aside(new Brand(), navigation(), new AccountMenu(member, this::signOut));
        drawer.addClassName("drawer");
        addToDrawer(drawer);
        var toggle = new DrawerToggle();
        toggle.setAriaLabel(text("menu"));
        addToNavbar(new Header(toggle, new Brand()));
        view.addClassName("view");
        var content = new Div(outage, view);
        content.addClassName("content");
        setContent(content);
        Live.follow(this, member.changes(), this::heard);
        var _ = getElement().addEventListener("keys-asked", event -> new KeysDialog().open());
        // Before it is attached: the first view may already have something to report.
        ComponentUtil.setData(UI.getCurrent(), MainLayout.class, this);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        var _ = getElement().executeJs(KeysDialog.AT_QUESTION_MARK);
        EndedPage.prepare(
                event.getUI(), member.staff().email(), dialog -> Notice.done(text("session.kept.dialog", dialog)));
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        view.getElement().removeAllChildren().appendChild(content.getElement());
    }

    @Override
    public void removeRouterLayoutContent(HasElement content) {
        view.getElement().removeAllChildren();
    }

    /** The page stays below the dialog. */
    void askToSignInAgain() {
        if (asking.isEmpty()) {
            var dialog = new SignInAgain(gate, member, this::signedInAgain, this::signOut);
            asking = Optional.of(dialog);
            dialog.open();
        }
    }

    /** After a new sign-in in one tab, the others continue without asking. */
    private void heard(Set<Change> changes) {
        if (changes.contains(Change.SESSION_OVER)) {
            askToSignInAgain();
        } else if (changes.contains(Change.ANYTHING)) {
            asking.ifPresent(SignInAgain::close);
            asking = Optional.empty();
        }
    }

    void tellOutage() {
        outage.begin();
    }

    private void signedInAgain() {
        asking = Optional.empty();
        refresh();
    }

    private void refresh() {
        Failures.guard(() -> view.getChildren()
                .filter(Refreshable.class::isInstance)
                .map(Refreshable.class::cast)
                .forEach(Refreshable::refresh));
    }

    private void signOut() {
        try {
            member.api().signOut();
        } catch (Unavailable | Unauthorized | Refused _) {
            // The session here ends all the same; the backend's expires.
        }
        var ui = UI.getCurrent();
        EndedPage.tellOtherTabs(ui);
        ui.getPage().setLocation("sign-in");
        ui.getSession().getSession().invalidate();
    }

    private SideNav navigation() {
        var nav = new SideNav();
        nav.getElement().setAttribute("aria-label", text("navigation"));
        var contacts = new SideNavItem(text("contacts"), "contacts", VaadinIcon.USERS.create());
        contacts.setMatchNested(true);
        nav.addItem(
                contacts,
                new SideNavItem(text("jobs"), "jobs", VaadinIcon.HOME.create()),
                new SideNavItem(text("activity"), "activity", VaadinIcon.TIME_BACKWARD.create()));
        if (member.staff().isAdmin()) {
            nav.addItem(
                    new SideNavItem(text("staff"), "staff", VaadinIcon.USER_STAR.create()),
                    new SideNavItem(text("apps"), "apps", VaadinIcon.PLUG.create()));
        }
        return nav;
    }
}
