package latchkey.admin.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import latchkey.admin.UiTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountViewTest extends UiTest {

    @BeforeEach
    void open() {
        UI.getCurrent().navigate("account");
        eventually(() -> find(ListItem.class).exists());
    }

    @Test
    void the_own_name_is_changed_and_an_empty_one_is_not() {
        TextField name = find(TextField.class).withCaption("Name").single();
        assertThat(name.getValue()).isEqualTo("Alex Admin");
        test(name).setValue(" ");
        press("Save name");
        assertThat(name.getErrorMessage()).isEqualTo("Enter your name.");
        test(name).setValue("Alexandra Admin");
        press("Save name");
        assertThat(api.requests("PATCH", "/me").toList().getLast().json()).containsEntry("name", "Alexandra Admin");
        assertThat(notices()).contains("Your name has been changed.");
    }

    @Test
    void a_wrong_current_password_is_said_at_its_field() {
        type("guess", "a new one that is long");
        assertThat(field("Current password").getErrorMessage()).isEqualTo("That isn’t your current password.");
        assertThat(field("New password").getValue()).isNotEmpty();
    }

    @Test
    void a_changed_password_leaves_nothing_in_the_fields() {
        type("right", "a new one that is long");
        assertThat(api.requests("POST", "/me/password").toList().getLast().json())
                .containsEntry("currentPassword", "right")
                .containsEntry("password", "a new one that is long");
        assertThat(field("Current password").isEmpty()).isTrue();
        assertThat(field("New password").isEmpty()).isTrue();
    }

    @Test
    void another_device_can_be_signed_out_and_this_one_is_said_to_be_this_one() {
        assertThat(page()).contains("Firefox on Linux (this browser)", "Safari on iOS");
        press("Sign out");
        assertThat(api.requests("DELETE", "/me/sessions/s2")).hasSize(1);
        assertThat(notices()).contains("Safari on iOS has been signed out.");
    }

    private void type(String current, String next) {
        test(field("Current password")).setValue(current);
        test(field("New password")).setValue(next);
        press("Change password");
    }

    private PasswordField field(String label) {
        return find(PasswordField.class).withCaption(label).single();
    }
}
