package latchkey.admin.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import latchkey.admin.UiTest;
import latchkey.admin.api.SignedIn;
import latchkey.admin.contact.ContactsView;
import latchkey.admin.frame.Member;
import latchkey.admin.frame.SessionLimits;
import latchkey.admin.stub.StubApi;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInViewTest extends UiTest {

    @BeforeEach
    void nobody_is_signed_in() {
        VaadinSession.getCurrent().setAttribute(SignedIn.class, null);
        UI.getCurrent().navigate("nowhere");
        UI.getCurrent().navigate("contacts");
    }

    @Test
    void who_is_not_signed_in_is_asked_to() {
        assertThat(getCurrentView()).isInstanceOf(SignInView.class);
    }

    @Test
    void the_right_pair_leads_to_the_page_that_was_asked_for() {
        login("admin@sandbox.test", StubApi.PASSWORD);
        assertThat(getCurrentView()).isInstanceOf(ContactsView.class);
        assertThat(Member.of(VaadinSession.getCurrent())).isPresent();
    }

    @Test
    void only_who_has_signed_in_keeps_a_session_for_long() {
        VaadinSession session = VaadinSession.getCurrent();
        session.getService()
                .getContext()
                .setAttribute(SessionLimits.class, new SessionLimits(Duration.ofSeconds(4321), 1, 1));
        SessionLimits.begin(session);
        SessionLimits.run(session);
        SessionLimits.keep(session);
        assertThat(session.getSession().getMaxInactiveInterval()).isEqualTo(15 * 60);
        login("admin@sandbox.test", StubApi.PASSWORD);
        assertThat(VaadinSession.getCurrent().getSession().getMaxInactiveInterval())
                .isEqualTo(4321);
    }

    @Test
    void a_wrong_pair_is_refused_in_words_and_can_be_tried_again() {
        login("admin@sandbox.test", "guess");
        assertThat(getCurrentView()).isInstanceOf(SignInView.class);
        assertThat(form().isError()).isTrue();
        assertThat(form().isEnabled()).isTrue();
    }

    @Test
    void who_guessed_too_often_is_told_until_when_and_what_helps_now() {
        api.script(
                "POST /session",
                request -> Answer.limited("Too many attempts.", "2026-11-20T05:10:00Z", "Choose “Forgot password?”."));
        login("admin@sandbox.test", "guess");
        assertThat(form().getElement().getPropertyRaw("i18n").toString())
                .containsPattern("Too many attempts\\. Try again on [^\"]*\\. Choose “Forgot password\\?”\\.\"");
    }

    @Test
    void a_backend_that_is_away_is_told_as_such() {
        api.fail(503);
        login("admin@sandbox.test", StubApi.PASSWORD);
        assertThat(form().isError()).isTrue();
        api.recover();
        login("admin@sandbox.test", StubApi.PASSWORD);
        assertThat(getCurrentView()).isInstanceOf(ContactsView.class);
    }

    private void login(String email, String password) {
        test(form()).login(email, password);
    }

    private LoginForm form() {
        return find(LoginForm.class).single();
    }
}
