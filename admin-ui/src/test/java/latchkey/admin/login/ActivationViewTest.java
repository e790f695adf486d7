package latchkey.admin.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import latchkey.admin.UiTest;
import org.junit.jupiter.api.Test;

class ActivationViewTest extends UiTest {

    @Test
    void a_new_staff_member_sets_the_first_password() {
        UI.getCurrent().navigate("activate/good");
        assertThat(find(TextField.class).single().getValue()).isEqualTo("new@sandbox.test");
        test(find(PasswordField.class).single()).setValue("several words in a row");
        press("Set password");
        assertThat(page()).contains("Your password has been set");
        assertThat(api.requests("POST", "/activation")).hasSize(1);
    }

    @Test
    void a_refused_password_says_why_and_leaves_the_link_usable() {
        UI.getCurrent().navigate("activate/good");
        test(find(PasswordField.class).single()).setValue("short");
        press("Set password");
        assertThat(find(PasswordField.class).single().getErrorMessage()).isEqualTo("Use at least 12 characters.");
        test(find(PasswordField.class).single()).setValue("several words in a row");
        press("Set password");
        assertThat(page()).contains("Your password has been set");
    }

    @Test
    void a_used_link_explains_itself_before_anything_is_typed() {
        UI.getCurrent().navigate("activate/used");
        assertThat(page()).contains("This link can’t be used").contains("already been used");
        assertThat(find(PasswordField.class).all()).isEmpty();
    }

    @Test
    void opening_the_link_changes_nothing() {
        UI.getCurrent().navigate("activate/good");
        assertThat(api.requests("POST", "/activation")).isEmpty();
    }
}
