package latchkey.admin.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import latchkey.admin.UiTest;
import latchkey.admin.stub.StubAnswers;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.Test;

class RecentBatchesTest extends UiTest {

    @Test
    void a_batch_that_runs_is_found_above_the_contacts_and_followed() {
        batches(batch("b1", "RUNNING", Duration.ofDays(3), 312, 312));
        UI.getCurrent().navigate("contacts");
        eventually(() -> page().contains("Invitations started 3 days ago: 312 of 500 done"));
        assertThat(find(Anchor.class)
                        .withText("Invitations started 3 days ago: 312 of 500 done")
                        .single()
                        .getHref())
                .isEqualTo("/invitations/b1");
        batches(batch("b1", "STOPPED", Duration.ofHours(2), 400, 400));
        // After midnight two hours ago were yesterday.
        eventually(
                () -> page().matches("(?s).*Invitations started (2 hours ago|yesterday): stopped after 400 of 500.*"));
    }

    @Test
    void what_is_done_is_found_for_a_day() {
        batches(
                batch("b3", "DONE", Duration.ofMinutes(20), 500, 497),
                batch("b2", "DONE", Duration.ofHours(23), 500, 500),
                batch("b1", "DONE", Duration.ofHours(25), 500, 1));
        UI.getCurrent().navigate("contacts");
        eventually(
                () -> page().contains("Invitations started 20 min ago: 497 invited, 3 not invited, 0 not delivered"));
        assertThat(page())
                .containsPattern(
                        "Invitations started (23 hours ago|yesterday): 500 invited, 0 not invited, 0 not delivered");
        assertThat(find(RecentBatches.class).single().getChildren().filter(link -> link.isVisible()))
                .hasSize(2);
    }

    @Test
    void a_batch_that_begins_meanwhile_appears_by_itself() {
        UI.getCurrent().navigate("contacts");
        eventually(() ->
                api.listeners() == 1 && api.requests("GET", "/invitations").count() == 1);
        assertThat(find(RecentBatches.class).exists()).isFalse();
        batches(batch("b1", "RUNNING", Duration.ZERO, 10, 10));
        api.change("invitation-sent", "c1");
        eventually(() -> page().contains("Invitations started just now: 10 of 500 done"));
    }

    @Test
    void where_batches_can_not_be_asked_for_nothing_is_shown_and_nothing_said() {
        api.script("GET /invitations", request -> Answer.problem(404, "not-found", "An older backend"));
        UI.getCurrent().navigate("contacts");
        eventually(() -> api.requests("GET", "/invitations").findAny().isPresent());
        roundTrip();
        assertThat(find(RecentBatches.class).exists()).isFalse();
        assertThat(notices()).isEmpty();
    }

    private void batches(Answer... batches) {
        api.script(
                "GET /invitations",
                request -> Answer.ok(Map.of(
                        "items", List.of(batches).stream().map(Answer::body).toList())));
    }

    private static Answer batch(String id, String state, Duration age, int done, int invited) {
        return Answer.ok(StubAnswers.batch(Map.of(
                "id", id,
                "state", state,
                "total", 500,
                "done", done,
                "invited", invited,
                "startedAt", Instant.now().minus(age).toString())));
    }
}
