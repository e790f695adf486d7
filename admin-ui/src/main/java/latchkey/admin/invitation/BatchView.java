package latchkey.admin.invitation;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.frame.Failures;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.Titles;

/** A batch of invitations at an address of its own, for members who closed the dialog. */
@Route(value = "invitations/:batch", layout = MainLayout.class)
@PermitAll
public final class BatchView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient SignedIn member;

    public BatchView(SignedIn member) {
        this.member = member;
        addClassName("page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        String batch = event.getRouteParameters().get("batch").orElseThrow();
        try {
            Failures.guardOutage(() -> {
                var _ = member.api().batch(batch);
            });
            add(new H1(text("invite.many")), new BatchProgress(member, batch));
        } catch (Refused _) {
            event.rerouteToError(NotFoundException.class);
        }
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("invite.many"));
    }
}
