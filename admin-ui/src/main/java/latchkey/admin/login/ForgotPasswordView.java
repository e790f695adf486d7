package latchkey.admin.login;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import latchkey.admin.api.Refused;
import latchkey.admin.api.StaffGate;
import latchkey.admin.api.Unavailable;
import latchkey.admin.frame.CurrentBrowser;
import latchkey.admin.ui.ActionButton;
import latchkey.admin.ui.Brand;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Titles;
import latchkey.admin.ui.form.FormFields;

/** A staff member asks for a link to set a new password. Says the same for every address. */
@Route(value = "forgot-password", autoLayout = false)
@AnonymousAllowed
public final class ForgotPasswordView extends Main implements HasDynamicTitle {

    private final transient StaffGate gate;
    private final Div card = new Div();
    private final TextField email = new TextField(text("sign-in.email"));
    private final transient FormFields fields = new FormFields().with("email", email);

    public ForgotPasswordView(StaffGate gate) {
        this.gate = gate;
        addClassName("door");
        card.addClassName("door-card");
        email.getElement().setAttribute("autocomplete", "username");
        var submit = new ActionButton(text("forgot.submit"), this::ask).primary();
        var _ = submit.addClickShortcut(Key.ENTER);
        card.add(new H1(text("forgot")), new Paragraph(text("forgot.hint")), email, submit, back());
        add(new Brand(), card);
        email.focus();
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("forgot"));
    }

    private void ask() {
        fields.check("email", !email.isEmpty(), text("sign-in.email.missing"));
        if (!fields.areValid()) {
            return;
        }
        try {
            gate.forgotPassword(email.getValue(), CurrentBrowser.of(VaadinRequest.getCurrent()));
            card.removeAll();
            card.add(new H1(text("forgot.done")), new Paragraph(text("forgot.done.hint", email.getValue())), back());
        } catch (Refused e) {
            if (!fields.show(e.problem())) {
                refuse(Notice.sentence(e.problem()));
            }
        } catch (Unavailable _) {
            refuse(text("unavailable"));
        }
    }

    private void refuse(String sentence) {
        fields.check("email", false, sentence);
        email.focus();
    }

    private static Anchor back() {
        return new Anchor("/sign-in", text("activation.to-sign-in"));
    }
}
