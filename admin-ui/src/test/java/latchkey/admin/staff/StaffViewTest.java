package latchkey.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.BlurNotifier;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import latchkey.admin.UiTest;
import latchkey.admin.api.region.Region;
import latchkey.admin.api.staff.Staff;
import latchkey.admin.frame.ForbiddenView;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.Test;

class StaffViewTest extends UiTest {

    @Test
    void admins_see_who_works_here() {
        navigate("staff", StaffView.class);
        assertThat(members()).hasSize(2);
        assertThat(members().getFirst()).contains("Alex Admin", "Admin", "All regions", "Active");
        assertThat(members().getLast()).contains("Sam Support", "Support", "Australia");
    }

    @Test
    void support_staff_may_not_open_it() {
        signIn("support@sandbox.test");
        UI.getCurrent().navigate("staff");
        assertThat(getCurrentView()).isInstanceOf(ForbiddenView.class);
    }

    @Test
    void a_new_member_needs_a_region_and_gets_a_link() {
        navigate("staff", StaffView.class);
        begin("Noor New", "new@sandbox.test");
        press("Add and email a link");
        assertThat(regions().isInvalid()).isTrue();
        regions()
                .setValue(Set.of(
                        regions().getListDataView().getItems().findFirst().orElseThrow()));
        press("Add and email a link");
        assertThat(notices()).contains("Noor New has been added");
        assertThat(members()).hasSize(3);
    }

    @Test
    void a_second_member_with_the_same_address_is_refused_at_the_address() {
        navigate("staff", StaffView.class);
        begin("Sam Again", "support@sandbox.test");
        regions()
                .setValue(Set.of(
                        regions().getListDataView().getItems().findFirst().orElseThrow()));
        press("Add and email a link");
        assertThat(find(EmailField.class).single().isInvalid()).isTrue();
        assertThat(find(EmailField.class).single().getErrorMessage()).contains("already");
        assertThat(members()).hasSize(2);
    }

    @Test
    void what_the_backend_refuses_is_told_at_its_field() {
        api.script("POST /staff", request -> Answer.invalid("field-invalid", "name", "is not a name"));
        navigate("staff", StaffView.class);
        begin("Noor New", "new@sandbox.test");
        roles().setValue(Staff.Role.ADMIN);
        press("Add and email a link");
        assertThat(find(TextField.class).withLabel("Name").single().getErrorMessage())
                .isEqualTo("Name is not a name");
    }

    @Test
    void a_typing_error_in_the_address_is_asked_about_and_what_was_pasted_around_it_taken_off() {
        navigate("staff", StaffView.class);
        begin("Noor New", "Noor New <noor@gmail.con>");
        EmailField email = find(EmailField.class).single();
        ComponentUtil.fireEvent(email, new BlurNotifier.BlurEvent<>(email, true));
        assertThat(email.getValue()).isEqualTo("noor@gmail.con");
        press("Did you mean noor@gmail.com?");
        assertThat(email.getValue()).isEqualTo("noor@gmail.com");
        test(email).setValue("noor@example");
        ComponentUtil.fireEvent(email, new BlurNotifier.BlurEvent<>(email, true));
        assertThat(email.getErrorMessage()).isEqualTo("The part after the @ has no dot.");
    }

    @Test
    void nobody_is_added_at_a_misspelt_address_unasked() {
        navigate("staff", StaffView.class);
        begin("Noor New", "noor@gmail.con");
        roles().setValue(Staff.Role.ADMIN);
        press("Add and email a link");
        assertThat(members()).hasSize(2);
        test(find(ConfirmDialog.class).single()).reject();
        assertThat(members()).hasSize(3);
        assertThat(api.requests("POST", "/staff").findFirst().orElseThrow().json())
                .containsEntry("email", "noor@gmail.con");
    }

    @Test
    void a_member_that_was_begun_is_not_lost_unasked() {
        navigate("staff", StaffView.class);
        begin("Noor New", "new@sandbox.test");
        press("Cancel");
        assertThat(find(StaffDialog.class).exists()).isTrue();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(find(StaffDialog.class).exists()).isFalse();
    }

    @Test
    void a_dialog_that_nothing_was_typed_in_closes_at_once() {
        navigate("staff", StaffView.class);
        press("Add staff member");
        press("Cancel");
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
        assertThat(find(StaffDialog.class).exists()).isFalse();
    }

    private void begin(String name, String email) {
        press("Add staff member");
        test(find(TextField.class).withLabel("Name").single()).setValue(name);
        test(find(EmailField.class).single()).setValue(email);
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<Staff.Role> roles() {
        return find(RadioButtonGroup.class).single();
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<Region> regions() {
        return find(CheckboxGroup.class).single();
    }

    private List<String> members() {
        return find(StaffLine.class).all().stream().map(UiTest::words).toList();
    }
}
