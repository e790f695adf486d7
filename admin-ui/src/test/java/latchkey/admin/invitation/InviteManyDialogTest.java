package latchkey.admin.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.VaadinSession;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import latchkey.admin.UiTest;
import latchkey.admin.api.Refusal;
import latchkey.admin.api.Selection;
import latchkey.admin.frame.Member;
import org.junit.jupiter.api.Test;

class InviteManyDialogTest extends UiTest {

    @Test
    void many_are_invited_after_a_look_at_who_can_not_be() {
        UI.getCurrent().navigate("contacts");
        InviteManyDialog.open(Member.of(VaadinSession.getCurrent()).orElseThrow(), Selection.of(List.of("c0", "c6")));
        assertThat(find(InviteManyDialog.class).exists()).isTrue();
        assertThat(page()).contains("17 of 20 can be invited").contains("2 can't: have an account already");
        press("Send 17 invitations");
        assertThat(page()).contains("10 of 20 done");
        eventually(() -> page().contains("Done: 17 invited, 1 refused."));
        assertThat(find(Anchor.class).withText("Download the refusals (CSV)").exists())
                .isTrue();
        assertThat(find(Grid.class).all()).isNotEmpty();
    }

    @Test
    void a_batch_can_be_stopped() {
        UI.getCurrent().navigate("invitations/b1");
        press("Stop");
        assertThat(page()).contains("Stopped after");
    }

    @Test
    void no_cell_of_the_refusals_runs_as_a_formula() {
        var refusal = new Refusal(
                "c1",
                Optional.of("=HYPERLINK(\"x\")"),
                Optional.of("+a@example.test"),
                Optional.empty(),
                "no \"address\"");
        assertThat(new String(RefusalCsv.of(List.of(refusal)), StandardCharsets.UTF_8))
                .contains("\"'=HYPERLINK(\"\"x\"\")\",\"'+a@example.test\",\"no \"\"address\"\"\"\r\n");
    }
}
