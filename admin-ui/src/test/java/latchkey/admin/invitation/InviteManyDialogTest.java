package latchkey.admin.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.VaadinSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import latchkey.admin.UiTest;
import latchkey.admin.api.invitation.InvitationGroup;
import latchkey.admin.api.invitation.InvitationPreview.AllowedGroup;
import latchkey.admin.api.invitation.Refusal;
import latchkey.admin.api.invitation.Selection;
import latchkey.admin.frame.Member;
import latchkey.admin.stub.StubAnswers;
import latchkey.admin.stub.StubApi.Answer;
import latchkey.admin.stub.StubApi.Request;
import org.junit.jupiter.api.Test;

class InviteManyDialogTest extends UiTest {

    @Test
    void many_are_invited_after_a_look_at_who_can_not_be() {
        UI.getCurrent().navigate("contacts");
        InviteManyDialog.open(Member.of(VaadinSession.getCurrent()).orElseThrow(), Selection.of(List.of("c0", "c6")));
        assertThat(find(InviteManyDialog.class).exists()).isTrue();
        assertThat(page())
                .contains("17 of 20 can be invited")
                .contains("Already have an account: 2", "have no email address: 1")
                .contains(
                        "7 share their email address with another contact, and only one of them can have an account"
                                + " with it: Ada Okafor, Bo Okafor and 5 more",
                        "One email address looks misspelt: Cleo Okafor");
        assertThat(find(Anchor.class).withText("Cleo Okafor").single().getTarget())
                .as("this dialog stays")
                .contains("_blank");
        press("Send 11 invitations");
        eventually(() -> page().contains("10 of 20 done"));
        eventually(() -> page().contains("Done: 17 invited, 2 already have an account, 1 has no email address."));
        assertThat(find(Anchor.class)
                        .withText("Download who wasn’t reached (CSV)")
                        .exists())
                .isTrue();
        assertThat(find(Grid.class).all()).isNotEmpty();
    }

    @Test
    void nobodys_link_is_replaced_and_no_decision_undone_unasked() {
        UI.getCurrent().navigate("contacts");
        InviteManyDialog.open(Member.of(VaadinSession.getCurrent()).orElseThrow(), Selection.of(List.of("c0")));
        CheckboxGroup<AllowedGroup> groups = groups();
        assertThat(groups.getListDataView().getItems().map(groups.getItemLabelGenerator()))
                .containsExactly(
                        "Never invited: 9",
                        "Invitation has expired: 2",
                        "Invitation still works, and its link will be replaced: 5",
                        "Invitation was revoked: 1");
        assertThat(groups.getValue())
                .extracting(AllowedGroup::group)
                .containsExactlyInAnyOrder(InvitationGroup.NEW, InvitationGroup.EXPIRED);
        groups.deselectAll();
        assertThat(button("Send invitations").isEnabled()).isFalse();
        groups.select(groups.getListDataView().getItems().toList().get(2));
        press("Send 5 invitations");
        assertThat(api.requests("POST", "/invitations")
                        .findFirst()
                        .orElseThrow()
                        .json())
                .containsEntry("groups", List.of("WAITING"));
    }

    @Test
    void what_was_started_can_be_undone_before_anybody_is_invited() {
        api.script("GET /invitations/b1", request -> waiting("RUNNING"));
        api.script("DELETE /invitations/b1", request -> {
            api.script("GET /invitations/b1", look -> waiting("STOPPED"));
            return new Answer(204, "");
        });
        UI.getCurrent().navigate("contacts");
        InviteManyDialog.open(Member.of(VaadinSession.getCurrent()).orElseThrow(), Selection.of(List.of("c0", "c6")));
        press("Send 11 invitations");
        assertThat(api.requests("POST", "/invitations")
                        .findFirst()
                        .orElseThrow()
                        .json())
                .containsEntry("startsIn", 10);
        eventually(() -> page().contains("Sending starts in 60 seconds. Until then you can undo it."));
        press("Undo");
        assertThat(page()).contains("Undone: nobody was invited.");
    }

    private static Answer waiting(String state) {
        return Answer.ok(StubAnswers.batch(
                Map.of("state", state, "startsAt", Instant.now().plusSeconds(60).toString())));
    }

    @Test
    void a_batch_that_is_done_follows_its_mails_and_lists_who_never_got_one() {
        api.script("GET /invitations/b1", request -> delivery(3, 16, 1));
        UI.getCurrent().navigate("invitations/b1");
        eventually(() -> page().contains("Emails: 3 on their way, 16 accepted by the mail server, 1 not delivered."));
        api.script("GET /invitations/b1", request -> delivery(0, 18, 2));
        eventually(() -> page().contains("Emails: 0 on their way, 18 accepted by the mail server, 2 not delivered."));
        assertThat(find(RefusalGrid.class).all())
                .filteredOn(RefusalGrid::isVisible)
                .extracting(UiTest::words)
                .singleElement()
                .asString()
                .contains("Not delivered");
    }

    private static Answer delivery(int queued, int accepted, int undelivered) {
        var reason = Map.of("contactId", "c4", "name", "Elif Okafor", "reason", "bounced: 550 no such user");
        return Answer.ok(StubAnswers.batch(Map.of(
                "state",
                "DONE",
                "done",
                20,
                "invited",
                20,
                "queued",
                queued,
                "accepted",
                accepted,
                "undelivered",
                undelivered,
                "notDelivered",
                List.of(reason))));
    }

    @Test
    void who_has_no_address_is_listed_with_the_way_to_add_one() {
        var none = Map.of(
                "contactId",
                "c6",
                "name",
                "Gus Okafor",
                "type",
                "no-address",
                "reason",
                "This contact has no email address");
        api.script(
                "GET /invitations/b1",
                request -> Answer.ok(StubAnswers.batch(Map.of(
                        "state",
                        "DONE",
                        "done",
                        1,
                        "reasons",
                        List.of(Map.of("type", "no-address", "reason", "none", "count", 1)),
                        "refused",
                        List.of(none)))));
        UI.getCurrent().navigate("invitations/b1");
        eventually(() -> page().contains("Done: 0 invited, 1 has no email address."));
        assertThat(words(test(refusals()).getCellComponent(0, 0))).isEqualTo("Gus Okafor");
        Component reason = test(refusals()).getCellComponent(0, 2);
        assertThat(words(reason)).isEqualTo("This contact has no email address · Add an email address");
        assertThat(reason.getChildren().toList().getLast().getElement().getAttribute("href"))
                .isEqualTo("/contacts/c6");
    }

    @Test
    void a_batch_can_be_stopped() {
        api.script("GET /invitations/b1", request -> batch("RUNNING", 5));
        api.script("DELETE /invitations/b1", request -> {
            api.script("GET /invitations/b1", look -> batch("STOPPED", 5));
            return new Answer(204, "");
        });
        UI.getCurrent().navigate("invitations/b1");
        eventually(() -> page().contains("5 of 20 done"));
        press("Stop");
        assertThat(page()).contains("Stopped after 5 of 20: 5 invited.");
    }

    @Test
    void watching_a_batch_asks_for_counts_and_its_end_for_one_page_of_refusals() {
        UI.getCurrent().navigate("invitations/b1");
        eventually(() -> page().contains("Done: 17 invited, 2 already have an account, 1 has no email address."));
        roundTrip();
        assertThat(api.requests("GET", "/invitations/b1")
                        .map(request -> request.query().get("limit"))
                        .filter("0"::equals))
                .hasSizeGreaterThan(1);
        assertThat(find(Grid.class).all()).isNotEmpty();
    }

    @Test
    void a_batch_that_was_set_aside_says_why() {
        api.script(
                "GET /invitations/b1",
                request -> Answer.ok(StubAnswers.batch(Map.of(
                        "state", "FAILED", "done", 5, "invited", 5, "problem", "The database refused it 5 times."))));
        UI.getCurrent().navigate("invitations/b1");
        eventually(() -> page().contains("The database refused it 5 times."));
    }

    @Test
    void progress_goes_on_by_itself_when_the_backend_is_back() {
        api.script("GET /invitations/b1", request -> batch("RUNNING", 5));
        UI.getCurrent().navigate("invitations/b1");
        eventually(() -> page().contains("5 of 20 done."));
        api.fail(503);
        eventually(this::outageIsTold);
        api.script("GET /invitations/b1", request -> batch("DONE", 20));
        api.recover();
        eventually(() -> page().contains("Done: 20 invited."));
    }

    @Test
    void a_batch_that_nobody_started_is_not_found() {
        api.script("GET /invitations/b9", request -> Answer.problem(404, "not-found", "There is no such batch."));
        UI.getCurrent().navigate("invitations/b9");
        assertThat(page()).contains("This page doesn’t exist");
    }

    @Test
    void a_double_click_starts_one_batch() {
        UI.getCurrent().navigate("contacts");
        InviteManyDialog.open(Member.of(VaadinSession.getCurrent()).orElseThrow(), Selection.of(List.of("c0", "c6")));
        Button start = button("Send 11 invitations");
        test(start).click();
        assertThatThrownBy(() -> test(start).click()).isInstanceOf(IllegalStateException.class);
        assertThat(api.requests("POST", "/invitations")).hasSize(1);
    }

    @Test
    void a_press_after_an_answer_that_got_lost_names_the_same_start() {
        UI.getCurrent().navigate("contacts");
        InviteManyDialog.open(Member.of(VaadinSession.getCurrent()).orElseThrow(), Selection.of(List.of("c0")));
        api.script("POST /invitations", request -> Answer.problem(503, "unavailable", "It was started all the same"));
        press("Send 11 invitations");
        api.unscript("POST /invitations");
        press("Send 11 invitations");
        eventually(() -> page().contains("of 20 done"));
        assertThat(api.requests("POST", "/invitations").map(Request::idempotencyKey))
                .hasSize(2)
                .allMatch(Optional::isPresent)
                .containsOnly(api.requests("POST", "/invitations")
                        .findFirst()
                        .orElseThrow()
                        .idempotencyKey());
    }

    @Test
    void an_outage_leaves_the_choice_open() {
        UI.getCurrent().navigate("contacts");
        InviteManyDialog.open(Member.of(VaadinSession.getCurrent()).orElseThrow(), Selection.of(List.of("c0")));
        api.fail(500);
        press("Send 11 invitations");
        assertThat(outageIsTold()).isTrue();
        api.recover();
        eventually(() -> !outageIsTold());
        press("Send 11 invitations");
        eventually(() -> page().contains("of 20 done"));
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

    @SuppressWarnings("unchecked")
    private Grid<Refusal> refusals() {
        return find(Grid.class).all().getFirst();
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<AllowedGroup> groups() {
        return find(CheckboxGroup.class).single();
    }

    private static Answer batch(String state, int done) {
        return Answer.ok(StubAnswers.batch(Map.of("state", state, "done", done, "invited", done)));
    }
}
