package latchkey.admin.contact;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import latchkey.admin.api.SignedIn;
import latchkey.admin.frame.MainLayout;
import latchkey.admin.ui.Titles;

/** All contacts that the member may see. */
@Route(value = "contacts", layout = MainLayout.class)
@PermitAll
public final class ContactsView extends Div implements HasDynamicTitle {

    public ContactsView(SignedIn member) {
        add(new H1(text("contacts")));
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("contacts"));
    }
}
