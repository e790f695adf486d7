package latchkey.admin.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinSession;
import latchkey.admin.UiTest;
import latchkey.admin.api.SignedIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ForgotPasswordViewTest extends UiTest {

    @BeforeEach
    void nobody_is_signed_in() {
        VaadinSession.getCurrent().setAttribute(SignedIn.class, null);
        UI.getCurrent().navigate("forgot-password");
    }

    @Test
    void a_link_is_asked_for_without_being_signed_in() {
        test(email()).setValue("support@sandbox.test");
        press("Email me a link");
        assertThat(api.requests("POST", "/forgot-password").toList().getLast().json())
                .containsEntry("email", "support@sandbox.test");
        assertThat(page()).contains("Check your email", "If a staff member uses support@sandbox.test");
    }

    @Test
    void what_is_no_address_is_said_at_the_field() {
        press("Email me a link");
        assertThat(email().getErrorMessage()).isEqualTo("Enter your email address.");
        test(email()).setValue("support");
        press("Email me a link");
        assertThat(email().getErrorMessage()).isEqualTo("This isn’t an email address.");
    }

    @Test
    void a_backend_that_is_away_is_told_as_such() {
        api.fail(503);
        test(email()).setValue("support@sandbox.test");
        press("Email me a link");
        assertThat(email().isInvalid()).isTrue();
        assertThat(email().getValue()).isEqualTo("support@sandbox.test");
    }

    private TextField email() {
        return find(TextField.class).single();
    }
}
