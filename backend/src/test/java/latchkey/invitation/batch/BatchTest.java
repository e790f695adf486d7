package latchkey.invitation.batch;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void those_who_can_be_are_invited_and_the_others_told_apart() {
        UUID fine = WORLD.contact("nz", "fine@example.test");
        UUID elsewhere = WORLD.contact("au", "elsewhere@example.test");
        WORLD.account("nz", "has@example.test");
        UUID has = WORLD.sql("select contact_id from account where email = 'has@example.test'")
                .iterator()
                .next()
                .getUUID(0);
        UUID same = WORLD.contact("nz", "has@example.test");
        UUID none = WORLD.contact("nz", "none@example.test");
        WORLD.sql("update contact set email = null where id = $1", none);
        var selection = new JsonObject().put("contactIds", ids(fine, elsewhere, has, same, none));
        JsonObject preview =
                SUPPORT.post("/api/v1/invitations/preview", selection).json();
        assertThat(preview.getInteger("total")).isEqualTo(4);
        assertThat(preview.getInteger("allowed")).isEqualTo(1);
        assertThat(preview.getJsonArray("refused")).hasSize(3);
        var started = SUPPORT.post("/api/v1/invitations", selection);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        JsonObject batch = finished(SUPPORT, started.json().getString("batch"));
        assertThat(batch.getInteger("invited")).isEqualTo(1);
        assertThat(batch.getInteger("done")).isEqualTo(4);
        assertThat(batch.getString("startedBy")).isEqualTo("Sandy Staff");
        assertThat(batch.getJsonArray("refused").stream().map(one -> ((JsonObject) one).getString("type")))
                .containsExactlyInAnyOrder("account-exists", "address-in-use", "no-address");
        assertThat(WORLD.count("mail where contact_id = $1 and kind = 'invitation'", fine))
                .isEqualTo(1);
        assertThat(WORLD.count("mail where contact_id = $1", elsewhere)).isZero();
    }

    @Test
    void a_batch_is_its_starters_and_the_administrators() {
        String batch = ADMIN.post(
                        "/api/v1/invitations",
                        new JsonObject().put("contactIds", ids(WORLD.contact("nz", "mine@example.test"))))
                .json()
                .getString("batch");
        assertThat(SUPPORT.get("/api/v1/invitations/" + batch).status()).isEqualTo(404);
        assertThat(SUPPORT.send("DELETE", "/api/v1/invitations/" + batch).status())
                .isEqualTo(404);
        assertThat(ADMIN.get("/api/v1/invitations/" + batch).status()).isEqualTo(200);
    }

    @Test
    void all_that_a_filter_matches_are_invited_once() {
        WORLD.database().execute("""
            insert into contact (id, region, given_name, family_name, email)
            select gen_random_uuid(), 'us', 'Many', 'Contact' || i, 'many' || i || '@example.test'
            from generate_series(1, 1000) as i
            """);
        var started = ADMIN.post(
                "/api/v1/invitations",
                new JsonObject()
                        .put("filter", new JsonObject().put("region", "us").put("status", "NOT_INVITED")));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        JsonObject batch = finished(ADMIN, started.json().getString("batch"));
        assertThat(batch.getInteger("invited")).isEqualTo(1_000);
        assertThat(WORLD.count("mail where kind = 'invitation' and region = 'us'"))
                .isEqualTo(1_000);
    }

    @Test
    void a_stopped_batch_sends_nothing_more() {
        UUID batch = UUID.randomUUID();
        UUID contact = WORLD.contact("nz", "stopped@example.test");
        WORLD.sql(
                "insert into invitation_batch (id, staff_id, regions, total, stopped_at)"
                        + " select $1, id, '{nz}', 1, now() from staff where email = 'support@latchkey.test'",
                batch);
        WORLD.sql("insert into invitation_batch_contact (batch_id, contact_id) values ($1, $2)", batch, contact);
        assertThat(SUPPORT.get("/api/v1/invitations/" + batch).json().getString("state"))
                .isEqualTo("STOPPED");
        String later = SUPPORT.post("/api/v1/invitations", new JsonObject().put("contactIds", ids(UUID.randomUUID())))
                .json()
                .getString("batch");
        assertThat(finished(SUPPORT, later).getInteger("total")).isZero();
        assertThat(WORLD.count("mail where contact_id = $1", contact)).isZero();
    }

    @Test
    void a_start_that_is_sent_again_answers_the_same_and_starts_nothing() {
        UUID contact = WORLD.contact("nz", "twice@example.test");
        var selection = new JsonObject().put("contactIds", ids(contact));
        String key = UUID.randomUUID().toString();
        var first = with(key).post("/api/v1/invitations", selection);
        JsonObject batch = finished(SUPPORT, first.json().getString("batch"));
        var again = with('"' + key.toUpperCase(Locale.ROOT) + '"').post("/api/v1/invitations", selection);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(finished(SUPPORT, again.json().getString("batch"))).isEqualTo(batch);
        assertThat(WORLD.count("invitation_batch_contact where contact_id = $1", contact))
                .isEqualTo(1);
        assertThat(with(UUID.randomUUID().toString())
                        .post("/api/v1/invitations", selection)
                        .body())
                .isNotEqualTo(first.body());
    }

    @Test
    void of_starts_at_the_same_moment_one_counts() throws Exception {
        UUID contact = WORLD.contact("nz", "at.once@example.test");
        var selection = new JsonObject().put("contactIds", ids(contact));
        String key = UUID.randomUUID().toString();
        Callable<String> start =
                () -> with(key).post("/api/v1/invitations", selection).body();
        var answers = new HashSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(8, start))) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).hasSize(1);
        assertThat(WORLD.count("invitation_batch_contact where contact_id = $1", contact))
                .isEqualTo(1);
    }

    @Test
    void a_key_is_its_members_alone() {
        var selection = new JsonObject().put("contactIds", ids(WORLD.contact("nz", "keyed@example.test")));
        String key = UUID.randomUUID().toString();
        String others = STAFF.signedIn("admin@latchkey.test")
                .with("idempotency-key", key)
                .post("/api/v1/invitations", selection)
                .json()
                .getString("batch");
        String own = with(key).post("/api/v1/invitations", selection).json().getString("batch");
        assertThat(own).isNotEqualTo(others);
        assertThat(SUPPORT.get("/api/v1/invitations/" + own).status()).isEqualTo(200);
        assertThat(SUPPORT.get("/api/v1/invitations/" + others).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "once",
                "7c9e6679-7425-40de-944b-e07fc1f90ae",
                "\"7c9e6679-7425-40de-944b-e07fc1f90ae7",
                "7c9e6679-7425-40de-944b-e07fc1f90ae7,7c9e6679-7425-40de-944b-e07fc1f90ae8"
            })
    void a_key_that_is_none_is_refused_and_starts_nothing(String key) {
        long before = WORLD.count("invitation_batch");
        var refused = with(key).post("/api/v1/invitations", new JsonObject().put("contactIds", ids(UUID.randomUUID())));
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("Idempotency-Key");
        assertThat(WORLD.count("invitation_batch")).isEqualTo(before);
    }

    @Test
    void members_find_their_own_batches_again_the_newest_first() {
        STAFF.support("finder@latchkey.test", "nz");
        Browser finder = STAFF.signedIn("finder@latchkey.test");
        assertThat(finder.get("/api/v1/invitations").json().getJsonArray("items"))
                .isEmpty();
        String first = start(finder, WORLD.contact("nz", "first.found@example.test"));
        String second = start(finder, WORLD.contact("au", "not.found@example.test"));
        JsonObject batch = finished(finder, first);
        JsonObject none = finished(finder, second);
        batch.remove("refused");
        none.remove("refused");
        assertThat(finder.get("/api/v1/invitations").json().getJsonArray("items"))
                .isEqualTo(new JsonArray().add(none).add(batch));
        assertThat(finder.get("/api/v1/invitations?limit=1").json().getJsonArray("items"))
                .isEqualTo(new JsonArray().add(none));
        assertThat(finder.get("/api/v1/invitations?limit=51").status()).isEqualTo(400);
        assertThat(ADMIN.get("/api/v1/invitations?limit=50").body()).doesNotContain(first, second);
    }

    @Test
    void refusals_come_by_pages_and_only_if_asked_for() {
        UUID[] nobodies = new UUID[3];
        for (int i = 0; i < nobodies.length; i++) {
            nobodies[i] = WORLD.contact("nz", "page" + i + "@example.test");
            WORLD.sql("update contact set email = null, family_name = $2 where id = $1", nobodies[i], "Page" + i);
        }
        var started = SUPPORT.post("/api/v1/invitations", new JsonObject().put("contactIds", ids(nobodies)));
        String batch = started.json().getString("batch");
        assertThat(refused(finished(SUPPORT, batch))).hasSize(3);
        String path = "/api/v1/invitations/" + batch;
        assertThat(refused(SUPPORT.get(path + "?limit=0").json())).isEmpty();
        assertThat(refused(SUPPORT.get(path + "?limit=2").json())).containsExactly("Robin Page0", "Robin Page1");
        assertThat(refused(SUPPORT.get(path + "?offset=2&limit=2").json())).containsExactly("Robin Page2");
        assertThat(SUPPORT.get(path + "?limit=1001").status()).isEqualTo(400);
    }

    @Test
    void each_refusal_is_answered_where_no_page_is_asked_for() {
        UUID[] nobodies = new UUID[101];
        for (int i = 0; i < nobodies.length; i++) {
            nobodies[i] = WORLD.contact("nz", "all" + i + "@example.test");
        }
        WORLD.sql("update contact set email = null where email like 'all%'");
        var started = SUPPORT.post("/api/v1/invitations", new JsonObject().put("contactIds", ids(nobodies)));
        String batch = started.json().getString("batch");
        assertThat(refused(finished(SUPPORT, batch))).hasSize(101);
        assertThat(refused(SUPPORT.get("/api/v1/invitations/" + batch + "?offset=99")
                        .json()))
                .hasSize(2);
    }

    @Test
    void refusals_of_a_region_that_a_member_lost_are_no_longer_shown() {
        STAFF.support("mover@latchkey.test", "nz", "au");
        Browser mover = STAFF.signedIn("mover@latchkey.test");
        UUID kept = WORLD.contact("au", "kept@example.test");
        UUID lost = WORLD.contact("nz", "lost@example.test");
        WORLD.sql("update contact set email = null, family_name = region where id in ($1, $2)", kept, lost);
        String batch = mover.post("/api/v1/invitations", new JsonObject().put("contactIds", ids(kept, lost)))
                .json()
                .getString("batch");
        assertThat(refused(finished(mover, batch))).containsExactly("Robin au", "Robin nz");
        WORLD.sql("update staff set regions = '{au}' where email = 'mover@latchkey.test'");
        var answer = mover.get("/api/v1/invitations/" + batch);
        assertThat(refused(answer.json())).containsExactly("Robin au");
        assertThat(answer.body()).doesNotContain(lost.toString());
    }

    private static List<String> refused(JsonObject batch) {
        return batch.getJsonArray("refused").stream()
                .map(refusal -> ((JsonObject) refusal).getString("name"))
                .toList();
    }

    private static Browser with(String key) {
        return STAFF.signedIn("support@latchkey.test").with("idempotency-key", key);
    }

    private static String start(Browser member, UUID contact) {
        var started = member.post("/api/v1/invitations", new JsonObject().put("contactIds", ids(contact)));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return started.json().getString("batch");
    }

    private static JsonObject finished(Browser member, String batch) {
        return eventually(
                () -> member.get("/api/v1/invitations/" + batch).json(),
                progress -> assertThat(progress.getString("state")).isEqualTo("DONE"));
    }

    private static JsonArray ids(UUID... contacts) {
        var ids = new JsonArray();
        for (UUID contact : contacts) {
            ids.add(contact.toString());
        }
        return ids;
    }
}
