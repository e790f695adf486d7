package latchkey.admin.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import java.util.Map;
import latchkey.admin.UiTest;
import latchkey.admin.stub.StubApi;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest extends UiTest {

    @BeforeEach
    void open() {
        UI.getCurrent().navigate("contacts/c0");
        eventually(() -> find(EmailField.class).exists());
        test(given()).setValue("Adeline");
    }

    @Test
    void a_failing_backend_is_told_by_a_banner_and_nothing_typed_is_lost() {
        api.fail(500);
        press("Save");
        assertThat(find(Outage.class).exists()).isTrue();
        assertThat(given().getValue()).isEqualTo("Adeline");
        api.recover();
        eventually(() -> !find(Outage.class).exists());
        assertThat(given().getValue()).isEqualTo("Adeline");
        press("Save");
        assertThat(api.data().contact("c0")).containsEntry("givenName", "Adeline");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_dialog_tells_of_the_outage_that_it_hides() {
        test(find(Button.class).withText("New contact").all().getFirst()).click();
        roundTrip();
        Dialog dialog = find(Dialog.class).single();
        choose(find(Select.class, dialog).single());
        test(field(dialog, TextField.class, "Given name")).setValue("Adeline");
        test(field(dialog, TextField.class, "Family name")).setValue("Dialog");
        test(field(dialog, EmailField.class, "Email address")).setValue("adeline@example.test");
        api.fail(500);
        press("Create contact");
        assertThat(words(dialog)).contains("can’t reach its server");
        api.recover();
        eventually(() -> !words(dialog).contains("can’t reach its server"));
        assertThat(dialog.isOpened()).isTrue();
    }

    @Test
    void a_backend_that_does_not_answer_within_five_seconds_counts_as_away() {
        waitsAsUsual();
        api.hold();
        press("Save");
        assertThat(find(Outage.class).exists()).isTrue();
        api.recover();
        eventually(() -> !find(Outage.class).exists());
        assertThat(given().getValue()).isEqualTo("Adeline");
    }

    @Test
    void a_session_that_ended_is_renewed_above_the_page_and_the_edit_goes_on() {
        api.script("*", request -> Answer.problem(401, "unauthorized", "Ended"));
        press("Save");
        api.recover();
        PasswordField password = find(PasswordField.class).single();
        test(password).setValue("wrong");
        press("Sign in");
        assertThat(password.isInvalid()).isTrue();
        test(password).setValue(StubApi.PASSWORD);
        press("Sign in");
        assertThat(find(PasswordField.class).exists()).isFalse();
        assertThat(given().getValue()).isEqualTo("Adeline");
        press("Save");
        assertThat(api.data().contact("c0")).containsEntry("givenName", "Adeline");
    }

    @Test
    void an_open_page_asks_to_sign_in_once_its_session_is_over_though_nobody_does_anything() {
        api.script("*", request -> Answer.problem(401, "unauthorized", "Ended"));
        api.endStreams();
        eventually(() -> find(PasswordField.class).exists());
        api.recover();
        test(find(PasswordField.class).single()).setValue(StubApi.PASSWORD);
        press("Sign in");
        assertThat(find(PasswordField.class).exists()).isFalse();
    }

    @Test
    void why_a_session_ended_is_told_with_the_password_field() {
        api.script("*", request -> sessionOver("password"));
        press("Save");
        assertThat(page()).contains("because your password was changed", "what you typed is still here");
        assertThat(find(PasswordField.class).exists()).isTrue();
    }

    @Test
    void who_has_no_access_any_more_is_not_asked_for_a_password() {
        api.script("*", request -> sessionOver("disabled"));
        press("Save");
        assertThat(page()).contains("An administrator has ended your access");
        assertThat(find(PasswordField.class).exists()).isFalse();
    }

    private static Answer sessionOver(String reason) {
        return new Answer(401, Map.of("type", "x/session-over", "title", "Over", "status", 401, "reason", reason));
    }

    private static <T> void choose(Select<T> select) {
        select.setValue(select.getListDataView().getItems().findFirst().orElseThrow());
    }

    private <T extends TextFieldBase<T, String>> T field(Dialog dialog, Class<T> type, String label) {
        return find(type, dialog).withLabel(label).single();
    }

    private TextField given() {
        return find(TextField.class).withLabel("Given name").all().getFirst();
    }
}
