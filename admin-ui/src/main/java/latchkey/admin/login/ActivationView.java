package latchkey.admin.login;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import latchkey.admin.api.Refused;
import latchkey.admin.api.StaffGate;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.api.staff.ActivationOwner;
import latchkey.admin.frame.CurrentBrowser;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Brand;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Titles;
import latchkey.admin.ui.form.FormFields;

/** Where a one-time link leads: a staff member sets the first password. Opening it changes nothing. */
@Route(value = "activate/:token", autoLayout = false)
@AnonymousAllowed
public final class ActivationView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final transient StaffGate gate;
    private final Div card = new Div();
    private final PasswordField password = new PasswordField(text("activation.password"));
    private final transient FormFields fields = new FormFields().with("password", password);

    public ActivationView(StaffGate gate) {
        this.gate = gate;
        addClassName("door");
        card.addClassName("door-card");
        add(new Brand(), card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String token = event.getRouteParameters().get("token").orElseThrow();
        try {
            ask(gate.owner(token, CurrentBrowser.of(VaadinRequest.getCurrent())), token);
        } catch (Refused e) {
            tell(text("activation.refused"), Notice.sentence(e.problem()));
        } catch (Unauthorized _) {
            tell(text("activation.refused"), text("activation.refused.hint"));
        } catch (Unavailable _) {
            tell(text("unavailable"), text("activation.unavailable.hint"));
        }
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("activation"));
    }

    private void ask(ActivationOwner owner, String token) {
        card.removeAll();
        var email = new TextField(text("field.email"));
        email.setValue(owner.email());
        email.setReadOnly(true);
        email.getElement().setAttribute("autocomplete", "username");
        password.setHelperText(text("activation.password.hint"));
        password.getElement().setAttribute("autocomplete", "new-password");
        var submit = new ActionButton(text("activation.submit"), () -> activate(token)).primary();
        var _ = submit.addClickShortcut(Key.ENTER);
        card.add(new H1(text("activation.welcome", owner.name())), email, password, submit);
        password.focus();
    }

    private void activate(String token) {
        try {
            gate.activate(token, password.getValue(), CurrentBrowser.of(VaadinRequest.getCurrent()));
            tell(text("activation.done"), text("activation.done.hint"));
        } catch (Refused e) {
            if (!fields.show(e.problem())) {
                refuse(Notice.sentence(e.problem()));
            }
        } catch (Unauthorized _) {
            refuse(text("activation.refused.hint"));
        } catch (Unavailable _) {
            refuse(text("unavailable"));
        }
    }

    private void tell(String headline, String hint) {
        card.removeAll();
        card.add(new H1(headline), new Paragraph(hint), new Anchor("/sign-in", text("activation.to-sign-in")));
    }

    private void refuse(String sentence) {
        fields.check("password", false, sentence);
        password.focus();
    }
}
