package latchkey.admin.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.BlurNotifier;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import latchkey.admin.UiTest;
import latchkey.admin.contact.details.ContactTab;
import org.junit.jupiter.api.Test;

class PersonalDataTest extends UiTest {

    private static final String CONFIRM = "To confirm, type Ada Okafor";

    @Test
    void a_contact_is_erased_only_once_the_name_was_typed() {
        open("c0");
        press("Erase contact");
        assertThat(find(Dialog.class).single().getHeaderTitle()).isEqualTo("Erase Ada Okafor for good?");
        assertThat(page()).contains("This can’t be undone.", "What stays is one line");
        test(eraseButton()).click();
        assertThat(field().isInvalid()).isTrue();
        assertThat(field().getErrorMessage()).isEqualTo("Type Ada Okafor here to confirm.");
        type("Ada");
        assertThat(field().isInvalid()).as("while it is typed").isFalse();
        ComponentUtil.fireEvent(field(), new BlurNotifier.BlurEvent<>(field(), true));
        assertThat(field().isInvalid()).isTrue();
        test(eraseButton()).click();
        assertThat(api.requests("DELETE", "/contacts/c0")).isEmpty();
        type("ada okáfor ");
        assertThat(field().isInvalid()).isFalse();
        test(eraseButton()).click();
        assertThat(api.requests("DELETE", "/contacts/c0")).hasSize(1);
        assertThat(notices()).contains("Ada Okafor has been erased.");
        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("contacts");
    }

    @Test
    void what_was_being_typed_about_somebody_erased_is_no_reason_to_stay() {
        open("c0");
        test(find(TextField.class).withCaption("Given name").single()).setValue("Adeline");
        press("Erase contact");
        type("Ada Okafor");
        test(eraseButton()).click();
        assertThat(page()).doesNotContain("Leave without saving?");
        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("contacts");
    }

    @Test
    void support_staff_download_what_is_kept_and_erase_nobody() {
        signIn("support@sandbox.test");
        open("c0");
        assertThat(find(Anchor.class).withText("Download data (JSON)").exists()).isTrue();
        assertThat(find(Button.class).withText("Erase contact").exists()).isFalse();
    }

    private void open(String id) {
        UI.getCurrent().navigate("contacts/" + id);
        eventually(() -> find(ContactTab.class).exists()
                && find(Anchor.class).withText("Download data (JSON)").exists());
    }

    private void type(String name) {
        test(field()).setValue(name);
    }

    private TextField field() {
        return find(TextField.class).withCaption(CONFIRM).single();
    }

    /** The one in the dialog, which opened later. */
    private Button eraseButton() {
        return find(Button.class).withText("Erase contact").all().getLast();
    }
}
