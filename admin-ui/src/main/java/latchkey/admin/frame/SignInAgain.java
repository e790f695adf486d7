package latchkey.admin.frame;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinRequest;
import latchkey.admin.api.Refused;
import latchkey.admin.api.SignedIn;
import latchkey.admin.api.StaffGate;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.ui.Notice;

/** Signs in again on top of the page whose session ended, which keeps what was typed. */
final class SignInAgain extends Dialog {

    private final transient StaffGate gate;
    private final transient SignedIn member;
    private final transient Runnable signedIn;
    private final PasswordField password = new PasswordField(text("sign-in.password"));

    SignInAgain(StaffGate gate, SignedIn member, Runnable signedIn, Runnable signOut) {
        this.gate = gate;
        this.member = member;
        this.signedIn = signedIn;
        setCloseOnEsc(false);
        setCloseOnOutsideClick(false);
        String reason = member.sessionEnd().orElse("unknown");
        var leave = new Button(text("sign-out"), click -> signOut.run());
        if (reason.equals("disabled")) {
            setHeaderTitle(text("sign-in.disabled"));
            add(new Paragraph(text("sign-in.disabled.hint")));
            getFooter().add(leave);
        } else {
            setHeaderTitle(text("sign-in.again"));
            ask(reason, leave);
        }
    }

    private void ask(String reason, Button leave) {
        var email = new TextField(text("sign-in.email"));
        email.setValue(member.staff().email());
        email.setReadOnly(true);
        email.setWidthFull();
        password.setWidthFull();
        password.getElement().setAttribute("autocomplete", "current-password");
        var fields = new Div(
                new Paragraph(text("sign-in.again." + reason) + " " + text("sign-in.again.hint")), email, password);
        fields.addClassName("stack");
        add(fields);
        var submit = new Button(text("sign-in.submit"), click -> signIn());
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        var _ = submit.addClickShortcut(Key.ENTER);
        getFooter().add(leave, submit);
        password.focus();
    }

    private void signIn() {
        try {
            gate.signInAgain(member, password.getValue(), CurrentBrowser.of(VaadinRequest.getCurrent()));
            Member.renewSession();
            close();
            signedIn.run();
        } catch (Unauthorized e) {
            refuse(text("sign-in.wrong"));
        } catch (Refused e) {
            refuse(Notice.sentence(e.problem()));
        } catch (Unavailable e) {
            refuse(text("unavailable"));
        }
    }

    private void refuse(String sentence) {
        password.setErrorMessage(sentence);
        password.setInvalid(true);
        password.focus();
    }
}
