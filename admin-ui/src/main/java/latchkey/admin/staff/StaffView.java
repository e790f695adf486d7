package latchkey.admin.staff;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Set;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.event.Change;
import latchkey.admin.api.staff.Staff;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.Confirm;
import latchkey.admin.ui.Live;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Refreshable;
import latchkey.admin.ui.Shown;
import latchkey.admin.ui.Skeleton;
import latchkey.admin.ui.Titles;

/** The page of the staff members, for administrators. */
@Route(value = "staff", layout = MainLayout.class)
@RolesAllowed("admin")
public final class StaffView extends Div implements HasDynamicTitle, Refreshable {

    private final transient SignedIn member;
    private final UnorderedList list = new UnorderedList();
    private final Skeleton waiting = new Skeleton(4);
    private final transient Shown<List<Staff>> shown = new Shown<>();
    private final transient DeferredContent content = new DeferredContent();

    public StaffView(SignedIn member) {
        this.member = member;
        addClassName("page");
        var add = new Button(
                text("staff.add"), new Icon(VaadinIcon.PLUS), click -> StaffDialog.add(member, this::refresh));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        var heading = new Div(new H1(text("staff")), add);
        heading.addClassName("heading");
        list.addClassName("members");
        list.setVisible(false);
        add(heading, new Paragraph(text("staff.hint")), waiting, list);
        refresh();
        Live.follow(this, member.changes(), this::changed);
    }

    @Override
    public void refresh() {
        Failures.guard(() -> content.ask(() -> member.api().staff(), answer -> shown.show(answer.get(), this::draw)));
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("staff"));
    }

    private void changed(Set<Change> changes) {
        if (changes.stream()
                .anyMatch(change ->
                        change.equals(Change.ANYTHING) || change.kind().startsWith("staff-"))) {
            refresh();
        }
    }

    private void draw(List<Staff> all) {
        waiting.setVisible(false);
        list.setVisible(true);
        list.removeAll();
        all.forEach(staff -> list.add(new StaffLine(staff, member, menu(staff))));
    }

    private Component menu(Staff staff) {
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        bar.addClassName("plain");
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
