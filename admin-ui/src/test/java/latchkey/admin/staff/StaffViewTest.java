package latchkey.admin.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import latchkey.admin.UiTest;
import latchkey.admin.api.Region;
import latchkey.admin.frame.ForbiddenView;
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
        press("Add staff member");
        test(find(TextField.class).withLabel("Name").single()).setValue("Noor New");
        test(find(EmailField.class).single()).setValue("new@sandbox.test");
        press("Add and email a link");
        assertThat(regions().isInvalid()).isTrue();
        regions()
                .setValue(Set.of(
                        regions().getListDataView().getItems().findFirst().orElseThrow()));
        press("Add and email a link");
        assertThat(notices()).contains("Noor New has been added");
        assertThat(members()).hasSize(3);
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<Region> regions() {
        return find(CheckboxGroup.class).single();
    }

    private List<String> members() {
        return find(StaffLine.class).all().stream().map(UiTest::words).toList();
    }
}
