package latchkey.admin.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.BlurNotifier;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Map;
import java.util.Optional;
import latchkey.admin.UiTest;
import latchkey.admin.api.region.Region;
import latchkey.admin.contact.details.ContactTab;
import latchkey.admin.contact.details.NewContactDialog;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTabTest extends UiTest {

    @BeforeEach
    void open() {
        UI.getCurrent().navigate("contacts/c0");
        eventually(() -> find(ContactTab.class).exists());
    }

    @Test
    void what_is_typed_is_saved() {
        test(given()).setValue("Adeline");
        press("Save");
        assertThat(api.data().contact("c0")).containsEntry("givenName", "Adeline");
        assertThat(notices()).contains("Adeline Okafor has been saved.");
        assertThat(button("Save").isEnabled()).isFalse();
    }

    @Test
    void whoever_would_invite_is_told_that_what_was_typed_is_not_saved() {
        UI.getCurrent().navigate("contacts/c0/customer/portal");
        assertThat(find(Paragraph.class).withClassName("unsaved").exists()).isFalse();
        UI.getCurrent().navigate("contacts/c0");
        test(email()).setValue("new@example.test");
        UI.getCurrent().navigate("contacts/c0/customer/portal");
        assertThat(find(Paragraph.class).withClassName("unsaved").exists()).isTrue();
        UI.getCurrent().navigate("contacts/c0");
        press("Discard changes");
        UI.getCurrent().navigate("contacts/c0/customer/portal");
        assertThat(find(Paragraph.class).withClassName("unsaved").exists()).isFalse();
    }

    @Test
    void a_missing_name_is_told_at_its_field_and_nothing_is_sent() {
        test(given()).setValue(" ");
        press("Save");
        assertThat(given().isInvalid()).isTrue();
        assertThat(api.requests("PATCH", "/contacts/c0")).isEmpty();
    }

    @Test
    void what_the_backend_refuses_is_told_at_its_field() {
        api.script("PATCH /contacts/c0", request -> Answer.invalid("field-invalid", "email", "This is two addresses."));
        test(email()).setValue("a@example.test");
        press("Save");
        assertThat(email().getErrorMessage()).isEqualTo("This is two addresses.");
        assertThat(email().getValue()).isEqualTo("a@example.test");
    }

    @Test
    void an_address_that_somebody_else_signs_in_with_is_refused_at_its_field() {
        api.data().portal("c0").putAll(Map.of("status", "ACTIVE", "accountEmail", "ada@example.test"));
        api.data().edit("c3", "email", "taken@example.test");
        api.data().setStatus("c3", "ACTIVE");
        api.script(
                "PATCH /contacts/c0",
                request -> new Answer(
                        409,
                        Map.of(
                                "type",
                                "https://latchkey.example/problems/address-in-use",
                                "title",
                                "In use",
                                "status",
                                409,
                                "detail",
                                "Two accounts can’t share an address.",
                                "contactId",
                                "c3")));
        UI.getCurrent().navigate("contacts");
        UI.getCurrent().navigate("contacts/c0");
        eventually(() -> find(EmailField.class).exists());
        leave("taken@example.test");
        assertThat(words(find(ContactTab.class).single())).contains("so this client can’t sign in with it too");
        press("Save");
        assertThat(email().getErrorMessage())
                .isEqualTo("Dion Okafor signs in with this address, so Ada can’t. Enter another one.");
        assertThat(notices()).isEmpty();
    }

    @Test
    void who_else_has_a_new_address_is_said_when_the_field_is_left() {
        api.data().edit("c3", "email", "shared@example.test");
        leave("shared@example.test");
        assertThat(words(find(ContactTab.class).single())).contains("uses this address");
        press("Discard changes");
        assertThat(words(find(ContactTab.class).single())).doesNotContain("uses this address");
    }

    @Test
    void a_typing_error_in_a_new_address_is_asked_about_before_it_is_saved() {
        leave("ada@gmail.con");
        press("Save");
        assertThat(api.requests("PATCH", "/contacts/c0")).isEmpty();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.data().contact("c0")).containsEntry("email", "ada@gmail.com");
    }

    @Test
    void a_contact_in_the_wrong_region_moves() {
        Select<Region> region = region();
        region.setValue(region.getListDataView()
                .getItems()
                .filter(one -> one.code().equals("nz"))
                .findFirst()
                .orElseThrow());
        press("Save");
        assertThat(api.data().contact("c0")).containsEntry("region", "nz");
    }

    @Test
    void a_contact_with_an_account_stays_in_its_region() {
        api.data().portal("c0").putAll(Map.of("status", "ACTIVE", "accountEmail", "ada@example.test"));
        UI.getCurrent().navigate("contacts");
        UI.getCurrent().navigate("contacts/c0");
        eventually(() -> region().isReadOnly());
        assertThat(region().getHelperText()).startsWith("The account belongs to this region’s portal");
    }

    @Test
    void a_contact_is_archived_when_that_is_meant_and_comes_back() {
        press("Archive contact");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.data().contact("c0")).containsKey("archivedAt");
        assertThat(words(find(ContactTab.class).single())).contains("This contact is archived");
        press("Restore contact");
        assertThat(api.data().contact("c0")).doesNotContainKey("archivedAt");
        assertThat(words(find(ContactTab.class).single())).doesNotContain("This contact is archived");
    }

    @SuppressWarnings("unchecked")
    private Select<Region> region() {
        return find(Select.class).withLabel("Region").last();
    }

    @Test
    void a_new_address_of_an_account_waits_and_can_be_taken_back() {
        api.script("PATCH /contacts/c0", request -> pending(Optional.of("new@example.test")));
        api.script("POST /contacts/c0/email", request -> pending(Optional.empty()));
        test(email()).setValue("new@example.test");
        press("Save");
        assertThat(notices())
                .contains("We’ve asked for new@example.test to be confirmed; until then the client signs in with"
                        + " ada@example.test.");
        assertThat(words(find(ContactTab.class).single())).contains("Waiting to be confirmed: new@example.test.");
        press("Keep ada@example.test");
        assertThat(api.requests("POST", "/contacts/c0/email")
                        .findFirst()
                        .orElseThrow()
                        .json())
                .containsEntry("email", "ada@example.test");
        assertThat(words(find(ContactTab.class).single())).doesNotContain("Waiting to be confirmed");
    }

    private Answer pending(Optional<String> email) {
        var portal = api.data().portal("c0");
        portal.putAll(Map.of("status", "ACTIVE", "accountEmail", "ada@example.test"));
        portal.remove("pendingEmail");
        email.ifPresent(address -> portal.put("pendingEmail", address));
        return Answer.ok(api.data().contact("c0"));
    }

    @Test
    void a_new_address_of_somebody_invited_says_where_the_new_invitation_went() {
        api.script("PATCH /contacts/c0", request -> {
            api.data().portal("c0").putAll(Map.of("status", "INVITED", "invitationEmail", "new@example.test"));
            return Answer.ok(api.data().contact("c0"));
        });
        test(email()).setValue("new@example.test");
        press("Save");
        assertThat(notices()).contains("A new invitation is on its way to new@example.test");
    }

    @Test
    void a_move_that_sends_a_new_invitation_to_the_same_address_says_so() {
        api.script("PATCH /contacts/c0", request -> {
            api.data()
                    .portal("c0")
                    .putAll(Map.of(
                            "status",
                            "INVITED",
                            "invitationEmail",
                            "ada@example.test",
                            "invitedAt",
                            "2026-11-28T12:00:00Z"));
            return Answer.ok(api.data().contact("c0"));
        });
        test(given()).setValue("Adeline");
        press("Save");
        assertThat(notices()).contains("A new invitation is on its way to ada@example.test");
    }

    @Test
    void who_saves_second_is_told_what_changed_and_loses_nothing() {
        test(given()).setValue("Adeline");
        api.data().edit("c0", "phone", "0499 999 999");
        press("Save");
        assertThat(page()).contains("Nothing you typed is lost").contains("0499 999 999");
        press("Back to editing");
        assertThat(given().getValue()).isEqualTo("Adeline");
        press("Save");
        press("Save my version");
        assertThat(api.data().contact("c0"))
                .containsEntry("givenName", "Adeline")
                .containsEntry("phone", "0499 999 999");
    }

    @Test
    void a_change_by_a_colleague_does_not_touch_what_is_being_typed() {
        eventually(() -> api.listeners() == 1);
        test(given()).setValue("Adeline");
        api.data().edit("c0", "phone", "0499 999 999");
        api.change("contact-changed", "c0");
        eventually(() -> find(Span.class)
                .withTextContaining("Somebody else has changed this contact")
                .exists());
        assertThat(given().getValue()).isEqualTo("Adeline");
    }

    @Test
    void leaving_with_something_typed_asks_first() {
        test(given()).setValue("Adeline");
        UI.getCurrent().navigate("contacts/c1");
        assertThat(find(ConfirmDialog.class).single().isOpened()).isTrue();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(find(ContactPanel.class).single().id()).isEqualTo("c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"activity", "customer/portal"})
    void leaving_from_another_tab_asks_too(String tab) {
        test(given()).setValue("Adeline");
        UI.getCurrent().navigate("contacts/c0/" + tab);
        assertThat(find(ConfirmDialog.class).exists()).isFalse();
        UI.getCurrent().navigate("contacts");
        assertThat(find(ConfirmDialog.class).single().isOpened()).isTrue();
        assertThat(find(ContactPanel.class).single().id()).isEqualTo("c0");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(find(ContactPanel.class).exists()).isFalse();
    }

    @Test
    void a_new_contact_that_was_begun_is_not_lost_unasked() {
        test(find(Button.class).withText("New contact").all().getFirst()).click();
        test(find(TextField.class).withLabel("Given name").last()).setValue("Zoe");
        press("Cancel");
        assertThat(find(NewContactDialog.class).exists()).isTrue();
        test(find(ConfirmDialog.class).single()).cancel();
        assertThat(find(TextField.class).withLabel("Given name").last().getValue())
                .isEqualTo("Zoe");
        UI.getCurrent().navigate("contacts/c1");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(find(NewContactDialog.class).exists()).isFalse();
        assertThat(find(ContactPanel.class).single().id()).isEqualTo("c1");
    }

    @Test
    void the_other_tabs_of_the_contact_keep_what_is_typed() {
        test(given()).setValue("Adeline");
        UI.getCurrent().navigate("contacts/c0/activity");
        UI.getCurrent().navigate("contacts/c0");
        assertThat(given().getValue()).isEqualTo("Adeline");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_new_contact_is_created_and_opened() {
        test(find(Button.class).withText("New contact").all().getFirst()).click();
        Select<Region> region =
                find(Select.class, find(NewContactDialog.class).single()).single();
        region.setValue(region.getListDataView().getItems().findFirst().orElseThrow());
        test(find(TextField.class).withLabel("Given name").last()).setValue("Zoe");
        test(find(TextField.class).withLabel("Family name").last()).setValue("Zander");
        test(find(EmailField.class).last()).setValue("zoe@example.test");
        test(find(Button.class).withText("Create contact").single()).click();
        assertThat(notices()).contains("Zoe Zander has been added");
        assertThat(find(ContactPanel.class).single().name()).isEqualTo("Zoe Zander");
    }

    @Test
    void what_was_pasted_around_an_address_is_taken_off_when_the_field_is_left() {
        leave("Ada Okafor <ada@example.test>");
        assertThat(email().getValue()).isEqualTo("ada@example.test");
        assertThat(email().isInvalid()).isFalse();
    }

    @Test
    void what_is_wrong_with_an_address_is_said_before_it_is_saved() {
        leave("ada@example");
        assertThat(email().getErrorMessage()).isEqualTo("The part after the @ has no dot.");
        assertThat(api.requests("PATCH", "/contacts/c0")).isEmpty();
    }

    @Test
    void a_typing_error_is_asked_about_and_nobody_is_stopped() {
        leave("ada@gmail.con");
        press("Did you mean ada@gmail.com?");
        assertThat(email().getValue()).isEqualTo("ada@gmail.com");
        assertThat(find(Button.class).withTextContaining("Did you mean").exists())
                .isFalse();
        leave("ada@gmail.con");
        press("Save");
        test(find(ConfirmDialog.class).single()).reject();
        assertThat(api.data().contact("c0")).containsEntry("email", "ada@gmail.con");
        assertThat(button("Did you mean ada@gmail.com?").isVisible()).isTrue();
    }

    @Test
    void a_new_contacts_address_is_asked_about_too() {
        test(find(Button.class).withText("New contact").all().getFirst()).click();
        EmailField field = find(EmailField.class).last();
        test(field).setValue("zoe@gmail.con");
        ComponentUtil.fireEvent(field, new BlurNotifier.BlurEvent<>(field, true));
        press("Did you mean zoe@gmail.com?");
        assertThat(field.getValue()).isEqualTo("zoe@gmail.com");
    }

    private void leave(String typed) {
        test(email()).setValue(typed);
        ComponentUtil.fireEvent(email(), new BlurNotifier.BlurEvent<>(email(), true));
    }

    private TextField given() {
        return find(TextField.class).withLabel("Given name").all().getFirst();
    }

    private EmailField email() {
        return find(EmailField.class).all().getFirst();
    }
}
