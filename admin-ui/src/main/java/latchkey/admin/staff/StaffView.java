package latchkey.admin.staff;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.stream.Collectors;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.Staff;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.Confirm;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Refreshable;
import latchkey.admin.ui.Times;
import latchkey.admin.ui.Titles;

/** Who may work here. */
@Route(value = "staff", layout = MainLayout.class)
@RolesAllowed("admin")
public final class StaffView extends Div implements HasDynamicTitle, Refreshable {

    private final transient SignedIn member;
    private final Grid<Staff> grid = new Grid<>();

    public StaffView(SignedIn member) {
        this.member = member;
        addClassName("page");
        var add = new Button(
                text("staff.add"), new Icon(VaadinIcon.PLUS), click -> StaffDialog.add(member, this::refresh));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        var heading = new Div(new H1(text("staff")), add);
        heading.addClassName("heading");
        grid.getElement().setAttribute("aria-label", text("staff"));
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setAllRowsVisible(true);
        grid.addColumn(Staff::name).setHeader(text("column.name")).setAutoWidth(true);
        grid.addColumn(Staff::email).setHeader(text("column.email")).setAutoWidth(true);
        grid.addColumn(staff -> text("role." + staff.role()))
                .setHeader(text("staff.role"))
                .setAutoWidth(true);
        grid.addColumn(this::regions).setHeader(text("staff.regions")).setAutoWidth(true);
        grid.addComponentColumn(StaffView::status)
                .setHeader(text("staff.status"))
                .setAutoWidth(true);
        grid.addColumn(this::lastSignIn).setHeader(text("column.lastSignInAt")).setAutoWidth(true);
        grid.addComponentColumn(this::menu)
                .setHeader(text("staff.what"))
                .setWidth("6rem")
                .setFlexGrow(0);
        add(heading, new Paragraph(text("staff.hint")), grid);
        refresh();
    }

    @Override
    public void refresh() {
        Failures.guard(() -> grid.setItems(member.api().staff()));
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("staff"));
    }

    private String regions(Staff staff) {
        return staff.isAdmin()
                ? text("staff.regions.all")
                : staff.regions().stream()
                        .map(code -> member.region(code).name())
                        .collect(Collectors.joining(", "));
    }

    private String lastSignIn(Staff staff) {
        return staff.lastSignInAt()
                .map(at -> Times.relative(at, Instant.now(), member.regions().getFirst()))
                .orElse("");
    }

    private static Badge status(Staff staff) {
        Staff.Status status = staff.status().orElse(Staff.Status.ACTIVE);
        var badge = new Badge(text("staff.status." + status));
        badge.addClassName(
                switch (status) {
                    case INVITED -> "aura-accent-blue";
                    case ACTIVE -> "aura-accent-green";
                    case ENDED -> "aura-accent-neutral";
                });
        return badge;
    }

    private Component menu(Staff staff) {
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        var top = bar.addItem(new Icon(VaadinIcon.ELLIPSIS_DOTS_V));
        top.setAriaLabel(text("staff.actions", staff.name()));
        var items = top.getSubMenu();
        items.addItem(text("staff.change"), click -> StaffDialog.change(member, staff, this::refresh));
        items.addItem(text("staff.link"), click -> mailLink(staff));
        items.addItem(text("staff.end"), click -> askToEnd(staff))
                .setEnabled(!staff.id().equals(member.staff().id()));
        bar.setVisible(!staff.status().filter(Staff.Status.ENDED::equals).isPresent());
        return bar;
    }

    private void mailLink(Staff staff) {
        var mailed = member.api().mailStaffLink(staff.id());
        Notice.done(text("staff.link.done", mailed.email()));
    }

    private void askToEnd(Staff staff) {
        Confirm.ask(text("staff.end.ask", staff.name()), text("staff.end.hint"), text("staff.end"), () -> {
            member.api().endStaff(staff.id());
            Notice.done(text("staff.end.done", staff.name()));
            refresh();
        });
    }
}
