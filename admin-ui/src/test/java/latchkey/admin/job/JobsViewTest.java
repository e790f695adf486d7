package latchkey.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import latchkey.admin.UiTest;
import latchkey.admin.api.contact.Contact;
import latchkey.admin.api.region.Region;
import org.junit.jupiter.api.Test;

class JobsViewTest extends UiTest {

    @Test
    void a_job_says_who_is_in_it_and_who_can_get_in() {
        navigate("jobs", JobsView.class);
        assertThat(page())
                .contains("1 job", "Lot 7, 12 Wattle Street", "AU-2041 · Australia", "1 of 2 has access")
                .contains("Ada Okafor", "Not invited", "Elif Okafor", "Active");
    }

    @Test
    void an_address_can_name_a_job() {
        UI.getCurrent().navigate("jobs", QueryParameters.of("search", "nothing like it"));
        assertThat(page()).contains("No jobs match.").doesNotContain("Wattle");
    }

    @Test
    void support_staff_may_open_it_too() {
        signIn("support@sandbox.test");
        navigate("jobs", JobsView.class);
        assertThat(page()).contains("Wattle");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_new_job_needs_a_region_a_reference_and_a_name() {
        navigate("jobs", JobsView.class);
        press("Add job");
        test(field("Reference")).setValue("AU-2042");
        submit();
        assertThat(field("Name").isInvalid()).isTrue();
        test(field("Name")).setValue("Lot 8");
        submit();
        Select<Region> region = find(Select.class).single();
        assertThat(region.isInvalid()).isTrue();
        region.setValue(region.getListDataView().getItems().findFirst().orElseThrow());
        submit();
        assertThat(notices()).contains("Lot 8 has been added.");
        assertThat(page()).contains("Lot 8").doesNotContain("Wattle");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_reference_that_is_taken_is_told_at_its_field() {
        navigate("jobs", JobsView.class);
        press("Add job");
        Select<Region> region = find(Select.class).single();
        region.setValue(region.getListDataView().getItems().findFirst().orElseThrow());
        test(field("Reference")).setValue("AU-2041");
        test(field("Name")).setValue("Lot 7");
        submit();
        assertThat(field("Reference").getErrorMessage()).contains("choose another reference");
    }

    @Test
    void a_person_is_added_until_there_is_no_room_and_removed_again() {
        navigate("jobs", JobsView.class);
        press("Add a person");
        person().setValue(contact("c3"));
        press("Add");
        assertThat(api.requests("PUT", "/jobs/j1/people/c3")).hasSize(1);
        assertThat(page()).contains("1 of 3 has access", "This job has as many people as a job can have.");
        assertThat(find(Button.class).withText("Add a person").exists()).isFalse();
        test(find(Button.class)
                        .withCondition(button -> button.getAriaLabel()
                                .filter(label -> label.startsWith("Remove Ada Okafor"))
                                .isPresent())
                        .single())
                .click();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.requests("DELETE", "/jobs/j1/people/c0")).hasSize(1);
        assertThat(page()).contains("1 of 2 has access").doesNotContain("Ada Okafor");
    }

    @Test
    void nobody_is_added_who_was_not_chosen() {
        navigate("jobs", JobsView.class);
        press("Add a person");
        press("Add");
        assertThat(person().isInvalid()).isTrue();
        assertThat(page()).contains("Contacts can share an address, but only one of them can have an account with it.");
    }

    private void submit() {
        test(find(Button.class).withText("Add job").all().getLast()).click();
    }

    private TextField field(String label) {
        return find(TextField.class).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Contact> person() {
        return find(ComboBox.class).withLabel("Person").single();
    }

    private Contact contact(String id) {
        return latchkey.admin.frame.Member.of(com.vaadin.flow.server.VaadinSession.getCurrent())
                .orElseThrow()
                .api()
                .contact(id);
    }
}
