package latchkey.admin.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.server.VaadinSession;
import java.util.List;
import java.util.stream.Stream;
import latchkey.admin.UiTest;
import latchkey.admin.api.SignedIn;
import latchkey.admin.contact.details.ContactTab;
import latchkey.admin.duplicate.MergeDialog;
import latchkey.admin.frame.DeadEnd;
import latchkey.admin.frame.Member;
import org.junit.jupiter.api.Test;

class MergeDialogTest extends UiTest {

    @Test
    void two_that_are_selected_are_shown_side_by_side_and_become_one() {
        select("c1", "c4");
        press("Merge");
        assertThat(page())
                .contains("Stays: Elif Okafor (JOB-1004)", "Will be removed: Bo Okafor (JOB-1001)")
                .contains("These details are dropped: Name Bo Okafor; Email address bo.okafor1@example.test;"
                        + " Phone 0400 000 101; Reference JOB-1001.")
                .contains("The account is kept. The client signs in with elif.okafor4@example.test as before.")
                .contains("The invitation sent to bo.okafor1@example.test stops working.");
        assertThat(winners()).contains("elif.okafor4@example.test", "0400 000 104");
        mergeNow();
        assertThat(notices()).contains("Bo Okafor has been merged into Elif Okafor.");
        assertThat(find(ContactPanel.class).single().id()).isEqualTo("c4");
        assertThat(find(SelectionBar.class).exists()).isFalse();
    }

    @Test
    void the_other_one_can_stay_and_the_address_of_the_account_stays_all_the_same() {
        select("c1", "c4");
        press("Merge");
        press("Keep the other one");
        assertThat(page()).contains("Stays: Bo Okafor (JOB-1001)", "Will be removed: Elif Okafor (JOB-1004)");
        assertThat(winners()).contains("Bo Okafor", "elif.okafor4@example.test", "0400 000 101", "Active");
        mergeNow();
        assertThat(find(ContactPanel.class).single().id()).isEqualTo("c1");
    }

    @Test
    void two_with_accounts_can_not_be_merged_and_the_dialog_says_why() {
        select("c4", "c10");
        press("Merge");
        assertThat(page()).contains("They can’t be merged.");
        assertThat(find(Button.class).withText("Merge").all()).hasSize(1);
        assertThat(find(Button.class).withText("Keep the other one").exists()).isFalse();
    }

    @Test
    void what_a_colleague_changed_meanwhile_is_shown_before_anything_is_merged() {
        select("c1", "c4");
        press("Merge");
        api.data().edit("c1", "phone", "0499 999 999");
        mergeNow();
        assertThat(page()).contains("Look at both again", "0499 999 999");
        mergeNow();
        assertThat(find(MergeDialog.class).exists()).isFalse();
    }

    @Test
    void three_can_not_be_merged_nor_can_support_staff_merge_two() {
        select("c1", "c4", "c7");
        assertThat(find(Button.class).withText("Merge").exists()).isFalse();
        signIn("support@sandbox.test");
        UI.getCurrent().navigate("activity");
        select("c1", "c4");
        assertThat(find(Button.class).withText("Invite selected contacts").exists())
                .isTrue();
        assertThat(find(Button.class).withText("Merge").exists()).isFalse();
    }

    @Test
    void who_has_the_one_that_goes_open_is_told() {
        UI.getCurrent().navigate("contacts/c1");
        eventually(() -> api.listeners() == 1 && find(ContactTab.class).exists());
        SignedIn member = Member.of(VaadinSession.getCurrent()).orElseThrow();
        var _ = member.api().merge(member.api().contact("c4"), member.api().contact("c1"));
        api.change("contact-merged", "c4");
        eventually(() -> find(DeadEnd.class).exists());
    }

    private void select(String... ids) {
        SignedIn member = Member.of(VaadinSession.getCurrent()).orElseThrow();
        UI.getCurrent().navigate("contacts");
        find(ContactGrid.class)
                .single()
                .asMultiSelect()
                .select(Stream.of(ids).map(id -> member.api().contact(id)).toList());
    }

    private void mergeNow() {
        test(find(Button.class).withText("Merge").last()).click();
    }

    private List<String> winners() {
        return find(NativeTableCell.class).withClassName("wins").all().stream()
                .map(cell -> words(cell).replace("(is kept)", ""))
                .toList();
    }
}
