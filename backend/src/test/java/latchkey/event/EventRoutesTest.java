package latchkey.event;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import latchkey.api.SignedInStaff;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EventRoutesTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final HttpClient STREAMS = WORLD.vertx().createHttpClient(new PoolOptions().setHttp1MaxSize(20));

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void the_statement_keeps_a_history_from_the_members_of_other_regions() {
        UUID contact = WORLD.contact("au", "kept@example.test");
        String _ = WORLD.invite("au", contact);
        assertThat(history("au", contact)).isNotEmpty();
        assertThat(history("nz", contact)).isEmpty();
    }

    private static List<Event> history(String region, UUID contact) {
        var member = new SignedInStaff(UUID.randomUUID(), UUID.randomUUID(), "Sandy Staff", "", false, List.of(region));
        return World.await(
                new EventTable(WORLD.pool()).ofContact(member, contact, new EventTable.Window(Long.MAX_VALUE, 10)));
    }

    @Test
    void a_contacts_history_is_told_in_plain_words_newest_first() {
        STAFF.support("history@latchkey.test", "au");
        Browser support = STAFF.signedIn("history@latchkey.test");
        UUID contact = WORLD.contact("au", "history@example.test");
        support.send("POST", "/api/v1/contacts/" + contact + "/invitation");
        support.send("POST", "/api/v1/contacts/" + contact + "/invitation");
        List<String> texts = texts(support.get("/api/v1/contacts/" + contact + "/events"));
        assertThat(texts.stream().filter(text -> text.startsWith("Invitation")))
                .containsExactly(
                        "Invitation sent again to history@example.test; the earlier link no longer works",
                        "Invitation sent to history@example.test");
        JsonObject first = support.get("/api/v1/contacts/" + contact + "/events?limit=50")
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(first.getString("contactName")).isEqualTo("Robin Sample");
        String before = support.get("/api/v1/events?kind=invitation-resent&region=au")
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        assertThat(texts(support.get("/api/v1/contacts/" + contact + "/events?before=" + before)).stream()
                        .filter(text -> text.startsWith("Invitation")))
                .containsExactly("Invitation sent to history@example.test");
    }

    @Test
    void everybodys_events_are_filtered_and_each_sees_the_own_regions() {
        UUID admin = STAFF.admin("filter@latchkey.test");
        STAFF.support("filter-nz@latchkey.test", "nz");
        Browser all = STAFF.signedIn("filter@latchkey.test");
        Browser nz = STAFF.signedIn("filter-nz@latchkey.test");
        UUID contact = WORLD.contact("us", "filter@example.test");
        all.send("POST", "/api/v1/contacts/" + contact + "/invitation");
        assertThat(texts(all.get("/api/v1/events?actor=" + admin + "&kind=invitation-sent")))
                .containsExactly("Invitation sent to filter@example.test");
        assertThat(texts(all.get("/api/v1/events?kind=staff-signed-in"))).isNotEmpty();
        assertThat(texts(nz.get("/api/v1/events?kind=staff-signed-in"))).isEmpty();
        assertThat(texts(nz.get("/api/v1/events?actor=" + admin))).isEmpty();
        assertThat(texts(all.get("/api/v1/events?from=2999-01-01T00:00:00Z"))).isEmpty();
        assertThat(texts(all.get(
                        "/api/v1/events?kind=staff-signed-in&from=2000-01-01T00:00:00Z&to=2999-01-01T00:00:00Z")))
                .isEqualTo(texts(all.get("/api/v1/events?kind=staff-signed-in")));
        assertThat(texts(all.get("/api/v1/events?to=2000-01-01T00:00:00%2B02:00")))
                .isEmpty();
        assertThat(all.get("/api/v1/events?from=yesterday").status()).isEqualTo(400);
        assertThat(all.get("/api/v1/events?from=-999999999-01-01T00:00:00Z").status())
                .isEqualTo(400);
        assertThat(all.get("/api/v1/events?to=%2B300000-01-01T00:00:00Z").status())
                .isEqualTo(400);
        assertThat(all.get("/api/v1/events?before=x").status()).isEqualTo(400);
    }

    @Test
    void a_change_arrives_at_once_and_only_where_it_is_seen() {
        STAFF.admin("live@latchkey.test");
        STAFF.support("live-nz@latchkey.test", "nz");
        Browser admin = STAFF.signedIn("live@latchkey.test");
        var seen = changes("live@latchkey.test");
        var seenInNz = changes("live-nz@latchkey.test");
        UUID au = WORLD.contact("au", "live-au@example.test");
        UUID nz = WORLD.contact("nz", "live-nz@example.test");
        admin.send("POST", "/api/v1/contacts/" + au + "/invitation");
        admin.send("POST", "/api/v1/contacts/" + nz + "/invitation");
        assertThat(line(seen, au)).contains("invitation-sent");
        assertThat(line(seenInNz, nz)).contains("invitation-sent");
        assertThat(seenInNz).noneMatch(line -> line.contains(au.toString()));
    }

    @Test
    void a_move_to_another_region_is_told_to_both_and_each_hears_of_its_own() {
        STAFF.admin("moves@latchkey.test");
        STAFF.support("left-au@latchkey.test", "au");
        STAFF.support("joined-us@latchkey.test", "us");
        STAFF.support("neither@latchkey.test", "nz");
        var inAu = changes("left-au@latchkey.test");
        var inUs = changes("joined-us@latchkey.test");
        var inNz = changes("neither@latchkey.test");
        UUID contact = WORLD.contact("au", "moves.away@example.test");
        STAFF.signedIn("moves@latchkey.test")
                .raw(
                        "PATCH",
                        "/api/v1/contacts/" + contact,
                        "application/json",
                        new JsonObject().put("region", "us").encode());
        assertThat(line(inAu, contact))
                .contains("contact-changed", "\"region\":\"au\"")
                .doesNotContain("us\"");
        assertThat(line(inUs, contact))
                .contains("contact-changed", "\"region\":\"us\"")
                .doesNotContain("au\"");
        assertThat(inNz).noneMatch(line -> line.contains(contact.toString()));
    }

    /** As PostgreSQL would announce it. */
    @Test
    void what_is_of_no_region_is_told_to_nobody() {
        STAFF.admin("sees@latchkey.test");
        STAFF.support("sees-not@latchkey.test", "nz");
        var seen = changes("sees@latchkey.test");
        var seenInNz = changes("sees-not@latchkey.test");
        WORLD.sql("select pg_notify('latchkey_event', '{\"id\": 1, \"kind\": \"staff-added\", \"region\": null}')");
        UUID nz = WORLD.contact("nz", "told-nz@example.test");
        STAFF.signedIn("sees@latchkey.test").send("POST", "/api/v1/contacts/" + nz + "/invitation");
        assertThat(line(seen, nz)).contains("invitation-sent");
        assertThat(line(seenInNz, nz)).contains("invitation-sent");
        assertThat(seen).noneMatch(line -> line.contains("staff-added"));
        assertThat(seenInNz).noneMatch(line -> line.contains("staff-added"));
    }

    /** The stream's lines from now on. */
    private static List<String> changes(String email) {
        var lines = new CopyOnWriteArrayList<String>();
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(WORLD.backend().staffPort())
                .setURI("/api/v1/changes")
                .putHeader("authorization", "Bearer " + STAFF.token(email));
        HttpClientResponse response = World.await(STREAMS.request(options)
                .compose(request -> request.send())
                .map(answer -> answer.handler((Buffer chunk) -> lines.add(chunk.toString()))));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("content-type")).isEqualTo("text/event-stream");
        return lines;
    }

    /** What is told of a contact; the lines before it stay to be looked at. */
    private static String line(List<String> lines, UUID contact) {
        eventually(() -> lines, told -> assertThat(told).anyMatch(line -> line.contains(contact.toString())));
        return lines.stream()
                .filter(line -> line.contains(contact.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream()
                .map(event -> ((JsonObject) event).getString("text"))
                .toList();
    }
}
