package latchkey.admin.app;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.app.App;
import latchkey.admin.frame.DeferredContent;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.Refreshable;
import latchkey.admin.ui.Shown;
import latchkey.admin.ui.Skeleton;
import latchkey.admin.ui.Titles;

/** The applications that sign clients in, and how to set up others. */
@Route(value = "apps", layout = MainLayout.class)
@RolesAllowed("admin")
public final class AppsView extends Div implements HasDynamicTitle, Refreshable {

    private final transient SignedIn member;
    private final Div list = new Div(new Skeleton(4));
    private final transient Shown<List<App>> shown = new Shown<>();
    private final transient DeferredContent content = new DeferredContent();

    public AppsView(SignedIn member) {
        this.member = member;
        addClassName("page");
        list.addClassName("apps");
        add(new H1(text("apps")), new Paragraph(text("apps.hint")), list);
        refresh();
    }

    @Override
    public void refresh() {
        Failures.guard(() -> content.ask(() -> member.api().apps(), answer -> shown.show(answer.get(), this::draw)));
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("apps"));
    }

    private void draw(List<App> apps) {
        list.removeAll();
        if (apps.isEmpty()) {
            list.add(new Paragraph(text("apps.none")));
        }
        apps.forEach(app -> list.add(new AppSection(member, app)));
    }
}
