package latchkey.admin.login;

import static latchkey.admin.ui.Texts.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.server.auth.NavigationAccessControl;
import java.util.List;
import java.util.Optional;
import latchkey.admin.api.Refused;
import latchkey.admin.api.StaffGate;
import latchkey.admin.api.Unauthorized;
import latchkey.admin.api.Unavailable;
import latchkey.admin.frame.CurrentBrowser;
import latchkey.admin.frame.Member;
import latchkey.admin.ui.Brand;
import latchkey.admin.ui.Live;
import latchkey.admin.ui.Notice;
import latchkey.admin.ui.Titles;

/** Where staff sign in; afterwards they see the page that they asked for. */
@Route(value = "sign-in", autoLayout = false)
@AnonymousAllowed
public final class SignInView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final transient StaffGate gate;
    private final LoginForm form = new LoginForm(labels());
    private transient Location wanted = new Location("contacts");

    public SignInView(StaffGate gate) {
        this.gate = gate;
        addClassName("door");
        form.setForgotPasswordButtonVisible(false);
        var _ = form.addLoginListener(event -> signIn(event.getUsername(), event.getPassword()));
        var name = new H1(Brand.mark(), new Span(text("app.name")));
        add(name, form, new Anchor("/forgot-password", text("sign-in.forgot")));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (Member.of(VaadinSession.getCurrent()).isPresent()) {
            event.forwardTo("contacts");
        }
        wanted = wanted();
    }

    @Override
    public String getPageTitle() {
        return Titles.of(text("sign-in.title"));
    }

    private void signIn(String email, String password) {
        try {
            var member = gate.signIn(email, password, CurrentBrowser.of(VaadinRequest.getCurrent()));
            Member.renewSession();
            member.device().ifPresent(device -> CurrentBrowser.remember(VaadinResponse.getCurrent(), device));
            Member.set(VaadinSession.getCurrent(), member);
            UI.getCurrent().navigate(wanted.getPath(), wanted.getQueryParameters());
            tellOtherTabs();
        } catch (Unauthorized e) {
            form.showErrorMessage(text("sign-in.wrong"), text("sign-in.wrong.hint"));
        } catch (Refused e) {
            form.showErrorMessage(text("sign-in.refused"), Notice.sentence(e.problem()));
        } catch (Unavailable e) {
            form.showErrorMessage(text("unavailable"), text("sign-in.unavailable.hint"));
        } finally {
            form.setEnabled(true);
        }
    }

    /** After a sign-in in another tab: opens the requested page afresh. */
    private void goOn() {
        UI.getCurrent().getPage().setLocation("/" + wanted.getPathWithQueryParameters());
    }

    // Only after this tab's answer: it brings the new session's cookie, which all tabs share.
    private static void tellOtherTabs() {
        UI.getCurrent()
                .getPage()
                .executeJs("return true")
                .then(answered -> otherTabs()
                        .forEach(tab -> Live.on(tab, () -> signInView(tab).ifPresent(SignInView::goOn))));
    }

    private static List<UI> otherTabs() {
        return VaadinSession.getCurrent().getUIs().stream()
                .filter(tab -> !tab.equals(UI.getCurrent()))
                .toList();
    }

    /** Empty for a tab that has only just been opened. */
    private static Optional<SignInView> signInView(UI tab) {
        return tab.getInternals().getActiveRouterTargetsChain().stream()
                .filter(SignInView.class::isInstance)
                .map(SignInView.class::cast)
                .findFirst();
    }

    private static Location wanted() {
        var session = VaadinRequest.getCurrent().getWrappedSession();
        var path = Optional.ofNullable((String) session.getAttribute(NavigationAccessControl.SESSION_STORED_REDIRECT));
        return new Location(path.filter(wanted -> !wanted.isEmpty()).orElse("contacts"));
    }

    private static LoginI18n labels() {
        LoginI18n labels = LoginI18n.createDefault();
        LoginI18n.Form words = labels.getForm();
        words.setTitle(text("sign-in.title"));
        words.setUsername(text("sign-in.email"));
        words.setPassword(text("sign-in.password"));
        words.setSubmit(text("sign-in.submit"));
        LoginI18n.ErrorMessage errors = labels.getErrorMessage();
        errors.setUsername(text("sign-in.email.missing"));
        errors.setPassword(text("sign-in.password.missing"));
        return labels;
    }
}
