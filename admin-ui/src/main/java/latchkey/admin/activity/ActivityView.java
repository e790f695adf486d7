package latchkey.admin.activity;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import latchkey.admin.api.SignedIn;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.Live;
import latchkey.admin.ui.Refreshable;
import latchkey.admin.ui.Titles;

/** The activity of everybody, as far as the member may see it. */
@Route(value = "activity", layout = MainLayout.class)
@PermitAll
public final class ActivityView extends Div implements HasDynamicTitle, Refreshable {

    private final EventFeed feed;

    public ActivityView(SignedIn member) {
        addClassName("page");
        feed = EventFeed.ofEverybody(member);
        add(new H1(text("activity")), new EventFilters(member, feed::show), feed);
        feed.refresh();
        Live.follow(this, member.changes(), changes -> feed.refresh());
    }

    @Override
    public void refresh() {
        feed.refresh();
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("activity"));
    }
}
