package latchkey.admin.contact.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import latchkey.admin.UiTest;
import latchkey.admin.contact.details.ContactTab;
import latchkey.admin.stub.StubApi.Answer;
import latchkey.admin.ui.Skeleton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortalTabTest extends UiTest {

    @ParameterizedTest
    @CsvSource({
        "c0, Send Invitation",
        "c1, Edit contact",
        "c2, Resend Invitation",
        "c3, Resend Invitation",
        "c4, Send reset link",
        "c5, Enable account"
    })
    void there_is_exactly_one_primary_action(String id, String label) {
        open(id);
        assertThat(find(Button.class, tab()).withTheme(ButtonVariant.PRIMARY).all())
                .extracting(Button::getText)
                .containsExactly(label);
    }

    @Test
    void why_the_client_cannot_get_in_stands_first_with_the_button_that_fixes_it() {
        open("c5");
        var first = tab().getChildren().findFirst().orElseThrow();
        assertThat(words(first))
                .contains("The account was disabled by Alex Admin.")
                .contains("Enable account");
        assertThat(find(Button.class, tab()).withText("Enable account").all()).hasSize(1);
    }

    @Test
    void who_else_is_in_the_job_is_shown_and_can_be_invited_there() {
        api.data().contact("c4").put("jobs", List.of(Map.of("id", "j1", "reference", "AU-2041", "name", "Lot 7")));
        open("c4");
        var jobs = find(ContactJobs.class).single();
        assertThat(words(jobs))
                .contains("AU-2041 · Lot 7, 12 Wattle Street", "1 of 2 has access", "Ada Okafor", "Not invited");
        press("Invite");
        assertThat(api.requests("POST", "/contacts/c0/invitation")).hasSize(1);
        assertThat(notices()).contains("An invitation is on its way to Ada Okafor.");
        assertThat(words(jobs)).contains("Invited").doesNotContain("Not invited");
    }

    @Test
    void who_would_be_refused_is_not_offered_an_invitation_in_the_job() {
        api.data().contact("c4").put("jobs", List.of(Map.of("id", "j1", "reference", "AU-2041", "name", "Lot 7")));
        api.data().contact("c0").put("email", null);
        open("c4");
        assertThat(words(find(ContactJobs.class).single())).contains("Ada Okafor");
        assertThat(find(Button.class, find(ContactJobs.class).single()).all()).isEmpty();
    }

    @Test
    void who_is_in_no_job_sees_nothing_of_them() {
        open("c4");
        assertThat(find(ContactJobs.class).all()).isEmpty();
    }

    @Test
    void who_shares_the_address_of_an_account_is_not_said_to_be_invited() {
        shareAddress("c1", true);
        open("c1");
        assertThat(words(tab()))
                .contains("Correa Specimen has an account with this email address")
                .doesNotContain("Link works until", "The link works");
        assertThat(button("Resend Invitation").isEnabled()).isFalse();
        assertThat(find(Badge.class).all()).extracting(Badge::getText).contains("Address in use");
    }

    @Test
    void the_second_of_two_with_one_address_is_invited_after_a_warning() {
        shareAddress("c0", false);
        open("c0");
        press("Send Invitation");
        assertThat(api.requests("POST", "/contacts/c0/invitation")).isEmpty();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.requests("POST", "/contacts/c0/invitation")).hasSize(1);
    }

    @Test
    void who_shares_the_address_sees_by_itself_that_the_other_has_an_account_now() {
        shareAddress("c1", false);
        open("c1");
        eventually(() -> api.listeners() == 1);
        shareAddress("c1", true);
        api.change("invitation-accepted", "c9");
        eventually(() -> words(tab()).contains("Correa Specimen has an account with this email address"));
        assertThat(button("Resend Invitation").isEnabled()).isFalse();
    }

    private void shareAddress(String id, boolean hasAccount) {
        api.data()
                .portal(id)
                .put("addressHolder", Map.of("contactId", "c9", "name", "Correa Specimen", "hasAccount", hasAccount));
    }

    @Test
    void who_is_archived_is_not_offered_an_invitation() {
        api.data().contact("c0").put("archivedAt", "2026-11-20T05:00:00Z");
        open("c0");
        assertThat(button("Send Invitation").isEnabled()).isFalse();
    }

    @Test
    void without_an_address_nothing_can_be_sent() {
        api.data().contact("c0").remove("email");
        api.script(
                "GET /contacts/c0/diagnosis",
                request -> Answer.ok(Map.of(
                        "verdict",
                        "NO_ADDRESS",
                        "headline",
                        "No address.",
                        "advice",
                        "Add one.",
                        "action",
                        "EDIT_CONTACT",
                        "evidence",
                        List.of())));
        open("c0");
        assertThat(button("Send Invitation").isEnabled()).isFalse();
        assertThat(find(Button.class, tab()).withTheme(ButtonVariant.PRIMARY).all())
                .extracting(Button::getText)
                .containsExactly("Edit contact");
    }

    @Test
    void a_locked_sign_in_is_unlocked() {
        api.script(
                "GET /contacts/c4/diagnosis",
                request -> Answer.ok(Map.of(
                        "verdict",
                        "LIMITED",
                        "headline",
                        "Too many.",
                        "advice",
                        "Unlock.",
                        "action",
                        "UNLOCK",
                        "evidence",
                        List.of())));
        open("c4");
        assertThat(button("Send reset link").isEnabled()).isTrue();
        press("Unlock sign-in");
        assertThat(api.requests("POST", "/contacts/c4/account/unlock")).hasSize(1);
        assertThat(notices()).contains("Sign-in is unlocked");
    }

    @Test
    void the_link_to_confirm_a_new_address_is_sent_again_or_the_change_taken_back() {
        api.data()
                .portal("c4")
                .putAll(Map.of("accountEmail", "elif@example.test", "pendingEmail", "elif.new@example.test"));
        api.script(
                "POST /contacts/c4/email", request -> new Answer(202, api.data().contact("c4")));
        api.script(
                "GET /contacts/c4/diagnosis",
                request -> Answer.ok(Map.of(
                        "verdict",
                        "NEW_ADDRESS_UNCONFIRMED",
                        "headline",
                        "Not confirmed.",
                        "advice",
                        "Look.",
                        "action",
                        "RESEND_CONFIRMATION",
                        "evidence",
                        List.of())));
        open("c4");
        press("Send the link again");
        assertThat(notices()).contains("The link to confirm elif.new@example.test has been sent again.");
        press("Keep elif@example.test");
        assertThat(api.requests("POST", "/contacts/c4/email")
                        .map(request -> request.json().get("email")))
                .containsExactly("elif.new@example.test", "elif@example.test");
    }

    /** A press that began on a button which is replaced before it ends is lost. */
    @Test
    void what_is_pressed_stays_where_it_is_while_a_mail_makes_its_way() {
        open("c1");
        find(Details.class, tab()).single().setOpened(true);
        eventually(() -> words(find(Details.class, tab()).single()).contains("Bounced"));
        eventually(() -> api.listeners() == 1);
        List<Button> before = find(Button.class).all();
        api.data()
                .portal("c1")
                .put("mail", Map.of("status", "DEFERRED", "detail", "451 later", "at", "2026-11-20T05:00:00Z"));
        api.change("mail-deferred", "c1");
        eventually(() -> words(tab()).contains("451 later"));
        assertThat(find(Button.class).all())
                .usingElementComparator((one, other) -> one == other ? 0 : 1)
                .containsExactlyElementsOf(before);
    }

    @Test
    void what_went_well_takes_an_earlier_refusal_away() {
        api.script("POST /contacts/c4/account/reset", request -> Answer.problem(429, "limited", "Too many."));
        open("c4");
        press("Send reset link");
        assertThat(notices()).contains("Too many.");
        api.script(
                "POST /contacts/c4/account/reset",
                request -> Answer.ok(api.data().contact("c4")));
        press("Send reset link");
        assertThat(notices()).contains("Reset link sent to").doesNotContain("Too many.");
    }

    @Test
    void what_is_refused_says_what_is_wrong_then_what_to_do() {
        api.script("POST /contacts/c4/account/reset", request -> Answer.problem(409, "Disabled.", "Enable it first."));
        open("c4");
        press("Send reset link");
        assertThat(notices()).contains("Disabled. Enable it first.");
    }

    @Test
    void what_was_done_too_often_can_be_done_again_at_a_time_on_the_clock() {
        api.script(
                "POST /contacts/c4/account/reset",
                request -> Answer.limited("Too many reset links.", "2026-11-20T05:10:00Z", "Look for the last one."));
        open("c4");
        press("Send reset link");
        assertThat(notices())
                .contains("Too many reset links. Try again on Friday", "4:10", "(Sydney time). Look for the last one.")
                .doesNotContain("minutes");
    }

    @Test
    void disabling_asks_why() {
        open("c4");
        press("Disable account");
        test(find(TextField.class).withLabel("Why? (optional)").single()).setValue("Contract cancelled");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.requests("POST", "/contacts/c4/account/disable")
                        .findFirst()
                        .orElseThrow()
                        .json())
                .containsEntry("reason", "Contract cancelled");
    }

    @Test
    void an_invitation_says_where_it_went_and_until_when_it_works() {
        open("c0");
        press("Send Invitation");
        assertThat(notices())
                .contains("Invitation sent to ada.okafor0@example.test. The link works until Friday 4 December 2026,"
                        + " 10:15 am (Sydney time)");
        assertThat(button("Resend Invitation").isEnabled()).isTrue();
        assertThat(find(Button.class).withText("Send Invitation").exists()).isFalse();
        assertThat(words(tab())).contains("by Alex Admin").contains("Waiting to be sent");
    }

    @Test
    void a_personal_line_is_seen_in_the_mail_before_it_is_sent() {
        open("c0");
        press("Send with a personal line…");
        assertThat(page()).contains("This is what ada.okafor0@example.test will get: “Your invitation”");
        test(find(TextArea.class).single()).setValue("See you on site.");
        assertThat(find(IFrame.class).single().getSrcdoc()).contains("<p>See you on site.</p>");
        assertThat(find(IFrame.class).single().getElement().getAttribute("sandbox"))
                .isEmpty();
        test(find(Button.class).withText("Send Invitation").all().getLast()).click();
        assertThat(api.requests("POST", "/contacts/c0/invitation")
                        .toList()
                        .getLast()
                        .json())
                .containsEntry("message", "See you on site.");
        assertThat(notices()).contains("Invitation sent to ada.okafor0@example.test.");
        assertThat(find(TextArea.class).exists()).isFalse();
    }

    @Test
    void what_was_sent_can_be_read_as_it_was_sent() {
        open("c1");
        Details mails = find(Details.class, tab()).single();
        mails.setOpened(true);
        eventually(() -> words(mails).contains("Bounced"));
        test(find(Button.class, mails).withText("Your invitation").single()).click();
        assertThat(page()).contains("The mail server’s answer: 550 5.1.1 No such mailbox");
        assertThat(find(IFrame.class).single().getSrcdoc()).contains("<p>Hello</p>");
    }

    /** A mail's way to the mail server changes the page while the list is read. */
    @Test
    void what_was_sent_stays_open_when_something_changes() {
        open("c1");
        find(Details.class, tab()).single().setOpened(true);
        find(PortalTab.class).single().diagnose();
        eventually(() -> words(find(Details.class, tab()).single()).contains("Bounced"));
        assertThat(find(Details.class, tab()).single().isOpened()).isTrue();
        open("c5");
        assertThat(find(Details.class, tab()).single().isOpened()).isFalse();
    }

    @Test
    void an_invitation_that_did_not_arrive_is_not_said_to_work() {
        api.data().portal("c1").put("mail", Map.of("status", "BOUNCED", "at", "2026-11-20T05:00:00Z", "detail", "550"));
        open("c1");
        assertThat(words(tab())).contains("Invited, but the invitation didn’t reach the client.");
    }

    @Test
    void a_typing_error_is_asked_about_beside_send_invitation_and_leads_to_the_address() {
        api.data().edit("c0", "email", "ada@gmail.con");
        open("c0");
        assertThat(button("Send Invitation").isEnabled()).isTrue();
        press("Did you mean ada@gmail.com?");
        assertThat(find(ContactTab.class).exists()).isTrue();
    }

    @Test
    void a_refusal_is_explained_with_a_link_to_who_stands_in_the_way() {
        api.script(
                "POST /contacts/c0/invitation",
                request -> new Answer(
                        409,
                        Map.of(
                                "type", "https://latchkey.example/problems/address-taken",
                                "title", "Taken",
                                "status", 409,
                                "detail", "Another client of this region has an account with this address.",
                                "contactId", "c4")));
        open("c0");
        press("Send Invitation");
        assertThat(notices()).contains("Another client of this region");
        assertThat(find(Anchor.class)
                        .withText("Open the other contact")
                        .single()
                        .getHref())
                .isEqualTo("/contacts/c4");
        assertThat(button("Send Invitation").isEnabled()).isTrue();
    }

    @Test
    void a_double_click_sends_one_invitation() {
        open("c0");
        Button send = button("Send Invitation");
        assertThat(send.isDisableOnClick()).isTrue();
        test(send).click();
        assertThatThrownBy(() -> test(send).click()).isInstanceOf(IllegalStateException.class);
        assertThat(api.requests("POST", "/contacts/c0/invitation")).hasSize(1);
    }

    @Test
    void signing_out_everywhere_asks_first() {
        open("c4");
        press("Sign out everywhere");
        assertThat(api.requests("POST", "/contacts/c4/account/sign-out")).isEmpty();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.requests("POST", "/contacts/c4/account/sign-out")).hasSize(1);
        assertThat(notices()).contains("has been signed out everywhere.");
    }

    @Test
    void disabling_asks_first() {
        open("c4");
        press("Disable account");
        assertThat(api.requests("POST", "/contacts/c4/account/disable")).isEmpty();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.requests("POST", "/contacts/c4/account/disable")).hasSize(1);
        assertThat(button("Enable account").isEnabled()).isTrue();
    }

    @Test
    void revoking_asks_first_and_can_be_called_off() {
        open("c1");
        press("Revoke invitation");
        test(find(ConfirmDialog.class).single()).cancel();
        assertThat(api.requests("DELETE", "/contacts/c1/invitation")).isEmpty();
        press("Revoke invitation");
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(api.requests("DELETE", "/contacts/c1/invitation")).hasSize(1);
        assertThat(button("Resend Invitation").isEnabled()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0", "c2", "c3", "c4", "c5"})
    void only_an_invitation_that_waits_can_be_revoked(String id) {
        open(id);
        assertThat(find(Button.class).withText("Revoke invitation").exists()).isFalse();
    }

    @Test
    void an_account_is_enabled_and_a_reset_link_sent_at_once() {
        open("c5");
        press("Enable account");
        assertThat(api.requests("POST", "/contacts/c5/account/enable")).hasSize(1);
        press("Send reset link");
        assertThat(api.requests("POST", "/contacts/c5/account/reset")).hasSize(1);
    }

    @Test
    void only_a_link_that_works_says_until_when() {
        open("c1");
        assertThat(words(tab())).contains("Link works until");
        open("c3");
        assertThat(words(tab())).contains("no longer works").doesNotContain("Link works until");
    }

    @Test
    void the_diagnosis_says_why_and_what_to_say() {
        open("c4");
        assertThat(words(tab()))
                .contains("The password was wrong three times in the last hour.")
                .contains("I am sending you a link to set a new one")
                .contains("Wrong password from 203.0.113.7");
    }

    @Test
    void what_is_mended_elsewhere_has_its_own_button() {
        open("c1");
        press("Edit contact");
        assertThat(find(ContactTab.class).exists()).isTrue();
    }

    @Test
    void an_accepted_invitation_shows_by_itself() {
        open("c1");
        eventually(() -> api.listeners() == 1);
        api.data().setStatus("c1", "ACTIVE");
        api.change("invitation-accepted", "c1");
        eventually(() -> find(Button.class).withText("Send reset link").exists());
    }

    private void open(String id) {
        UI.getCurrent().navigate("contacts/" + id + "/customer/portal");
        eventually(() -> find(H3.class).exists() && !find(Skeleton.class).exists());
    }

    private PortalTab tab() {
        return find(PortalTab.class).single();
    }
}
