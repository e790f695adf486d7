package latchkey.admin.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.BlurNotifier;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import latchkey.admin.UiTest;
import latchkey.admin.api.region.Region;
import latchkey.admin.contact.details.NewContactDialog;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may be the same person is said before a contact is created. */
class NewContactTest extends UiTest {

    @BeforeEach
    void open() {
        UI.getCurrent().navigate("contacts");
        test(find(Button.class).withText("New contact").all().getFirst()).click();
        choose("au");
    }

    @Test
    void nobody_is_put_into_a_region_that_was_not_chosen() {
        region().clear();
        name();
        type("zoe@example.test");
        press("Create contact");
        assertThat(region().isInvalid()).isTrue();
        assertThat(api.requests("POST", "/contacts")).isEmpty();
    }

    @Test
    void a_new_contact_opens_where_it_is_invited_whichever_tab_was_open_before() {
        name();
        type("zoe@example.test");
        press("Create contact");
        assertThat(UI.getCurrent().getInternals().getActiveViewLocation().getPath())
                .endsWith("/customer/portal");
    }

    @Test
    void a_contact_is_created_and_invited_in_one_step() {
        name();
        type("zoe@example.test");
        press("Create and invite");
        assertThat(notices())
                .contains("Zoe Zander has been added, and an invitation is on its way to zoe@example.test.");
        assertThat(find(NewContactDialog.class).exists()).isFalse();
    }

    @Test
    void a_contact_whose_invitation_is_refused_is_there_and_the_reason_is_told() {
        name();
        type("zoe@example.test");
        api.script("POST /contacts/new240/invitation", request -> Answer.problem(409, "limited", "Too many."));
        press("Create and invite");
        assertThat(notices())
                .contains("Zoe Zander has been added, but not invited.")
                .contains("Too many.");
        assertThat(api.requests("POST", "/contacts")).hasSize(1);
    }

    @Test
    void who_has_the_address_is_named_when_the_field_is_left_and_can_be_opened_beside_what_is_typed() {
        type("ada.okafor0@example.test");
        assertThat(page()).contains("Ada Okafor (JOB-1000) uses this address");
        Anchor open = find(Anchor.class)
                .withText("Ada Okafor (JOB-1000) uses this address")
                .single();
        assertThat(open.getHref()).isEqualTo("/contacts/c0");
        assertThat(open.getTarget()).contains("_blank");
        type("somebody.else@example.test");
        assertThat(page()).doesNotContain("uses this address");
    }

    @Test
    void who_may_be_there_already_is_created_only_when_that_is_meant() {
        name();
        type("ada.okafor0@example.test");
        press("Create contact");
        assertThat(api.requests("POST", "/contacts")).isEmpty();
        test(find(ConfirmDialog.class).single()).cancel();
        assertThat(find(EmailField.class).last().getValue()).isEqualTo("ada.okafor0@example.test");
        press("Create contact");
        test(find(ConfirmDialog.class).last()).confirm();
        assertThat(api.requests("POST", "/contacts")).hasSize(1);
        assertThat(find(NewContactDialog.class).exists()).isFalse();
        assertThat(notices()).contains("Zoe Zander has been added");
    }

    @Test
    void the_button_that_creates_a_contact_anyway_says_whether_it_invites_too() {
        name();
        type("ada.okafor0@example.test");
        press("Create and invite");
        assertThat(find(ConfirmDialog.class).single().getElement().getProperty("confirmText"))
                .isEqualTo("Create and invite anyway");
        test(find(ConfirmDialog.class).single()).cancel();
        press("Create contact");
        assertThat(find(ConfirmDialog.class).last().getElement().getProperty("confirmText"))
                .isEqualTo("Create anyway");
    }

    @Test
    void nobody_is_invited_anyway_with_an_address_that_an_account_has() {
        name();
        choose("nz");
        type("elif.okafor4@example.test");
        press("Create and invite");
        assertThat(find(ConfirmDialog.class).single().getElement().getProperty("confirmText"))
                .isEqualTo("Create anyway");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.requests("POST", "/contacts")).hasSize(1);
        assertThat(notices()).contains("No invitation has been sent yet.");
    }

    @Test
    void who_presses_create_at_once_is_told_all_the_same() {
        name();
        test(find(EmailField.class).last()).setValue("ada.okafor0@example.test");
        press("Create contact");
        assertThat(api.requests("POST", "/contacts")).isEmpty();
        assertThat(page()).contains("Ada Okafor (JOB-1000) uses this address");
    }

    @Test
    void a_press_after_an_answer_that_got_lost_finds_what_the_first_one_created() {
        name();
        type("zoe@example.test");
        api.script("POST /contacts", request -> {
            api.data().edit("c0", "email", "zoe@example.test");
            return Answer.problem(503, "unavailable", "It was created all the same");
        });
        press("Create contact");
        api.unscript("POST /contacts");
        press("Create contact");
        assertThat(find(ConfirmDialog.class).single().isOpened()).isTrue();
        assertThat(api.requests("POST", "/contacts")).hasSize(1);
    }

    @Test
    void an_address_that_an_account_has_can_not_be_invited_again() {
        type("elif.okafor4@example.test");
        assertThat(page()).doesNotContain("uses this address");
        choose("nz");
        assertThat(page())
                .contains("Elif Okafor (JOB-1004) uses this address")
                .contains("An account already uses this address, so this client can’t be invited with it.");
    }

    @Test
    void a_typing_error_in_the_address_is_asked_about_once_before_anything_is_created() {
        name();
        type("zoe@gmail.con");
        press("Create contact");
        assertThat(api.requests("POST", "/contacts")).isEmpty();
        ConfirmDialog question = find(ConfirmDialog.class).single();
        assertThat(question.getElement().getProperty("header")).isEqualTo("Did you mean zoe@gmail.com?");
        test(question).cancel();
        press("Create contact");
        test(find(ConfirmDialog.class).last()).reject();
        assertThat(find(NewContactDialog.class).exists()).isFalse();
        assertThat(api.requests("POST", "/contacts").findFirst().orElseThrow().json())
                .containsEntry("email", "zoe@gmail.con");
    }

    @Test
    void what_was_probably_meant_can_be_taken_when_it_is_asked_about() {
        name();
        type("zoe@gmail.con");
        press("Create contact");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.requests("POST", "/contacts").findFirst().orElseThrow().json())
                .containsEntry("email", "zoe@gmail.com");
    }

    @SuppressWarnings("unchecked")
    private Select<Region> region() {
        return find(Select.class).withLabel("Region").last();
    }

    private void choose(String code) {
        Select<Region> region = region();
        region.setValue(region.getListDataView()
                .getItems()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow());
    }

    private void name() {
        test(find(TextField.class).withLabel("Given name").last()).setValue("Zoe");
        test(find(TextField.class).withLabel("Family name").last()).setValue("Zander");
    }

    private void type(String address) {
        EmailField field = find(EmailField.class).last();
        test(field).setValue(address);
        ComponentUtil.fireEvent(field, new BlurNotifier.BlurEvent<>(field, true));
    }
}
