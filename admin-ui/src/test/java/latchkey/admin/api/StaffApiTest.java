package latchkey.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import latchkey.admin.api.contact.Filter;
import latchkey.admin.api.contact.Sorting;
import latchkey.admin.api.staff.Staff;
import latchkey.admin.api.staff.StaffChange;
import latchkey.admin.stub.StubApi;
import latchkey.admin.stub.StubApi.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaffApiTest {

    private final StubApi stub = new StubApi();
    private final SignedIn member = new StaffGate(stub.uri(), () -> true)
            .signIn("admin@sandbox.test", StubApi.PASSWORD, new Browser("192.0.2.7", "Firefox", Optional.empty()));

    @AfterEach
    void close() {
        member.changes().close();
        stub.close();
    }

    @Test
    void a_refused_token_is_renewed_once_for_all_who_wait() throws Exception {
        var first = new AtomicReference<>("");
        stub.script("GET /staff", request -> {
            first.compareAndSet("", request.token().orElse(""));
            return request.token().equals(Optional.ofNullable(first.get()))
                    ? Answer.problem(401, "unauthorized", "Expired")
                    : Answer.ok(Map.of("items", List.of()));
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<Staff>> call = () -> member.api().staff();
            List<Future<List<Staff>>> answers =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> call).toList());
            for (Future<List<Staff>> answer : answers) {
                assertThat(answer.get()).isEmpty();
            }
        }
        assertThat(stub.requests("POST", "/session/refresh")).hasSize(1);
    }

    @Test
    void a_session_that_ended_is_unauthorized() {
        stub.script("*", request -> Answer.problem(401, "unauthorized", "Ended"));
        assertThatThrownBy(() -> member.api().staff()).isInstanceOf(Unauthorized.class);
    }

    @Test
    void a_backend_that_fails_or_is_away_is_unavailable() {
        stub.fail(503);
        assertThatThrownBy(() -> member.api().staff()).isInstanceOf(Unavailable.class);
        var nobody = new StaffGate(URI.create("http://localhost:1"), () -> true);
        assertThatThrownBy(() -> nobody.owner("x", new Browser("192.0.2.7", "Firefox", Optional.empty())))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void a_refusal_carries_its_problem() {
        assertThatThrownBy(() -> member.api().contact("none")).isInstanceOfSatisfying(Refused.class, refusal -> {
            assertThat(refusal.is("not-found")).isTrue();
            assertThat(refusal.problem().detail()).contains("There is no such contact.");
        });
    }

    @Test
    void a_contact_that_an_import_holds_is_no_outage() {
        stub.script("*", request -> Answer.problem(503, "being-changed", "Try again in a minute."));
        assertThatThrownBy(() -> member.api().disable("some", Optional.empty()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refusal -> assertThat(refusal.problem().name()).isEqualTo("being-changed"));
    }

    @Test
    void a_stream_that_fell_silent_is_opened_again() {
        try (var changes = new Changes(new Transport(stub.uri(), () -> true), member.api(), Duration.ofMillis(100))) {
            var _ = changes.listen(change -> {});
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> stub.requests("GET", "/changes").count() >= 2);
        }
    }

    @Test
    void who_is_sent_back_as_busy_is_not_told_that_the_server_is_away() {
        stub.script("GET /staff", request -> Answer.problem(503, "busy", "Try again in 3 seconds."));
        assertThatThrownBy(() -> member.api().staff())
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.is("busy")).isTrue());
    }

    @Test
    void a_change_of_a_member_sends_what_was_changed_and_nothing_else() {
        var before = new Staff(
                "s1",
                "Sandy",
                "sandy@example.test",
                Staff.Role.SUPPORT,
                List.of("au", "nz"),
                Optional.empty(),
                Optional.empty());
        assertThat(StaffChange.between(before, "Sandy B", Staff.Role.SUPPORT, List.of("nz", "au")))
                .isEqualTo(new StaffChange(Optional.of("Sandy B"), Optional.empty(), Optional.empty()));
        assertThat(StaffChange.between(before, "Sandy", Staff.Role.ADMIN, List.of("au")))
                .isEqualTo(
                        new StaffChange(Optional.empty(), Optional.of(Staff.Role.ADMIN), Optional.of(List.of("au"))));
    }

    @Test
    void an_answer_that_is_none_of_the_documents_is_unavailable_rather_than_a_crash() {
        stub.script("GET /staff", request -> Answer.ok("<html>a proxy</html>"));
        assertThatThrownBy(() -> member.api().staff()).isInstanceOf(Unavailable.class);
    }

    @Test
    void what_a_proxy_says_in_json_of_its_own_is_told_by_its_status() {
        stub.script("GET /staff", request -> new Answer(502, "{\"error\":\"bad gateway\"}"));
        assertThatThrownBy(() -> member.api().staff()).isInstanceOf(Unavailable.class);
        stub.script("*", request -> new Answer(401, "{\"error\":\"who are you\"}"));
        assertThatThrownBy(() -> member.api().staff()).isInstanceOf(Unauthorized.class);
    }

    @Test
    void every_request_says_which_browser_it_comes_from() {
        var _ = member.asOfNow(new Browser("198.51.100.4, 192.0.2.9", "Firefox", Optional.empty()))
                .api()
                .staff();
        assertThat(stub.requests("POST", "/session"))
                .allSatisfy(request -> assertThat(request.forwardedFor()).contains("192.0.2.7"))
                .isNotEmpty();
        assertThat(stub.requests("GET", "/staff"))
                .allSatisfy(request -> assertThat(request.forwardedFor()).contains("198.51.100.4, 192.0.2.9"))
                .isNotEmpty();
    }

    @Test
    void an_id_can_not_reach_another_operation() {
        assertThatThrownBy(() -> member.api().contact("../staff")).isInstanceOf(Refused.class);
        assertThat(stub.requests("GET", "/staff")).isEmpty();
        assertThatThrownBy(() -> member.api().contact("c0?id=c1")).isInstanceOf(Refused.class);
        assertThat(stub.requests("GET", "/contacts/c0")).isEmpty();
    }

    @Test
    void what_is_typed_reaches_the_backend_as_typed() {
        var found = member.api()
                .contacts(
                        new Filter(
                                Optional.of("a&b=c+d é"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Sorting.BY_NAME,
                        0,
                        10);
        assertThat(found.items()).isEmpty();
        assertThat(stub.requests("GET", "/contacts"))
                .allMatch(request -> "a&b=c+d é".equals(request.query().get("search")));
    }
}
