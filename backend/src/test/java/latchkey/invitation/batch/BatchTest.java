package latchkey.invitation.batch;

import static latchkey.invitation.batch.Batches.finished;
import static latchkey.invitation.batch.Batches.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.stream.Stream;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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
        assertThat(batch.getJsonArray("reasons"))
                .as("in the order in which the preview said it")
                .isEqualTo(preview.getJsonArray("refused"));
        assertThat(WORLD.count("mail where contact_id = $1 and kind = 'invitation'", fine))
                .isEqualTo(1);
        assertThat(WORLD.count("mail where contact_id = $1", elsewhere)).isZero();
    }

    @Test
    void what_should_be_checked_before_anybody_is_invited_is_counted() {
        UUID one = WORLD.contact("nz", "both@example.test");
        UUID other = WORLD.contact("nz", "both@example.test");
        UUID misspelt = WORLD.contact("nz", "sam@gmial.com");
        WORLD.account("nz", "alone@example.test");
        JsonObject preview = SUPPORT.post(
                        "/api/v1/invitations/preview",
                        new JsonObject()
                                .put("contactIds", ids(one, other, misspelt, WORLD.contactOf("alone@example.test"))))
                .json();
        assertThat(preview.getInteger("allowed")).isEqualTo(3);
        assertThat(preview.getJsonArray("warnings"))
                .isEqualTo(new JsonArray()
                        .add(warning("shared-address", 2, one, other))
                        .add(warning("suggestion", 1, misspelt)));
    }

    @Test
    void of_many_who_should_be_checked_the_first_are_named() {
        UUID[] many = new UUID[7];
        for (int i = 0; i < many.length; i++) {
            many[i] = WORLD.contact("nz", "seven@gmail.con");
        }
        var warnings = SUPPORT.post("/api/v1/invitations/preview", new JsonObject().put("contactIds", ids(many)))
                .json()
                .getJsonArray("warnings");
        assertThat(warnings)
                .hasSize(2)
                .allSatisfy(one ->
                        assertThat(((JsonObject) one).getInteger("count")).isEqualTo(7))
                .allSatisfy(one ->
                        assertThat(((JsonObject) one).getJsonArray("first")).hasSize(5));
    }

    private static JsonObject warning(String type, int count, UUID... first) {
        var people = new JsonArray();
        for (UUID person : first) {
            people.add(new JsonObject().put("contactId", person.toString()).put("name", "Robin Sample"));
        }
        return new JsonObject().put("type", type).put("count", count).put("first", people);
    }

    /** Looking at each of very many domains would hold everybody up, and a domain that many have is no typing error. */
    @Test
    void of_thousands_of_domains_the_rare_ones_are_looked_at() {
        WORLD.database().execute("""
            insert into contact (id, region, given_name, family_name, email)
            select gen_random_uuid(), 'us', 'Domains', 'Galore', 'one' || i || '@' || domain
            from (select 'd' || n || '.test' as domain from generate_series(1, 5000) n) as domains,
                generate_series(1, 2) as i
            union all values (gen_random_uuid(), 'us', 'Domains', 'Galore', 'rare@gmial.com')
            union all select gen_random_uuid(), 'us', 'Domains', 'Galore', 'many' || i || '@hotmial.com'
            from generate_series(1, 3) as i
            """);
        JsonObject preview = ADMIN.post(
                        "/api/v1/invitations/preview",
                        new JsonObject().put("filter", new JsonObject().put("search", "domains galore")))
                .json();
        assertThat(preview.getInteger("allowed")).isEqualTo(10_004);
        assertThat(preview.getJsonArray("warnings").encode())
                .startsWith("[{\"type\":\"suggestion\",\"count\":1,\"first\":[{")
                .endsWith("\"name\":\"Domains Galore\"}]}]");
    }

    @Test
    void who_was_sent_as_many_as_the_limit_of_now_allows_can_not_be_invited() {
        UUID often = WORLD.contact("nz", "as.often@example.test");
        for (int i = 0; i < 5; i++) {
            assertThat(SUPPORT.send("POST", "/api/v1/contacts/" + often + "/invitation")
                            .status())
                    .isEqualTo(202);
        }
        assertThat(allowed(often)).isZero();
        WORLD.sql(
                "update rate_limit set started_at = now() - interval '61 minutes', until = now() + interval '30 days'"
                        + " where key like '%' || $1",
                often.toString());
        assertThat(allowed(often)).isEqualTo(1);
    }

    private static int allowed(UUID contact) {
        return SUPPORT.post("/api/v1/invitations/preview", new JsonObject().put("contactIds", ids(contact)))
                .json()
                .getInteger("allowed");
    }

    @Test
    void whose_invitation_still_works_or_was_revoked_can_be_left_out() {
        UUID fresh = WORLD.contact("nz", "fresh@example.test");
        UUID waiting = invited("waiting@example.test");
        UUID expired = invited("expired@example.test");
        WORLD.sql("update contact set invitation_expires_at = now() - interval '1 day' where id = $1", expired);
        UUID bounced = invited("bounced@example.test");
        WORLD.sql("update mail set status = 'BOUNCED' where contact_id = $1", bounced);
        UUID revoked = invited("revoked@example.test");
        assertThat(SUPPORT.send("DELETE", "/api/v1/contacts/" + revoked + "/invitation")
                        .status())
                .isEqualTo(204);
        var selection = new JsonObject().put("contactIds", ids(fresh, waiting, expired, bounced, revoked));
        assertThat(SUPPORT.post("/api/v1/invitations/preview", selection)
                        .json()
                        .getJsonArray("groups")
                        .encode())
                .isEqualTo(
                        "[{\"group\":\"NEW\",\"count\":1},{\"group\":\"EXPIRED\",\"count\":1},{\"group\":\"WAITING\","
                                + "\"count\":1},{\"group\":\"NOT_DELIVERED\",\"count\":1},{\"group\":\"REVOKED\",\"count\":1}]");
        var started = SUPPORT.post(
                "/api/v1/invitations",
                selection.put("groups", new JsonArray().add("NEW").add("EXPIRED")));
        JsonObject batch = finished(SUPPORT, started.json().getString("batch"));
        assertThat(batch.getInteger("total")).isEqualTo(2);
        assertThat(batch.getInteger("invited")).isEqualTo(2);
        assertThat(WORLD.count("mail where contact_id = $1", fresh)).isEqualTo(1);
        assertThat(WORLD.count("mail where contact_id = $1", expired)).isEqualTo(2);
        assertThat(WORLD.count("link where contact_id = $1 and ended_at is null", waiting))
                .isEqualTo(1);
    }

    @Test
    void a_selection_is_either_of_contacts_or_of_a_filter() {
        var both = new JsonObject().put("contactIds", ids(UUID.randomUUID())).put("filter", new JsonObject());
        assertThat(SUPPORT.post("/api/v1/invitations/preview", both).status()).isEqualTo(400);
        assertThat(SUPPORT.post(
                                "/api/v1/invitations/preview",
                                new JsonObject().put("groups", new JsonArray().add("NEW")))
                        .status())
                .isEqualTo(400);
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
                        .put(
                                "filter",
                                new JsonObject().put("search", "many contact").put("status", "NOT_INVITED")));
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
    void members_find_their_own_batches_again_the_newest_first() {
        STAFF.support("finder@latchkey.test", "nz");
        Browser finder = STAFF.signedIn("finder@latchkey.test");
        assertThat(finder.get("/api/v1/invitations").json().getJsonArray("items"))
                .isEmpty();
        String first = start(finder, WORLD.contact("nz", "first.found@example.test"));
        String second = start(finder, WORLD.contact("au", "not.found@example.test"));
        JsonObject batch = finished(finder, first);
        JsonObject none = finished(finder, second);
        Stream.of(batch, none).forEach(one -> {
            one.remove("refused");
            one.remove("notDelivered");
        });
        assertThat(finder.get("/api/v1/invitations").json().getJsonArray("items"))
                .isEqualTo(new JsonArray().add(none).add(batch));
        assertThat(finder.get("/api/v1/invitations?limit=1").json().getJsonArray("items"))
                .isEqualTo(new JsonArray().add(none));
        assertThat(finder.get("/api/v1/invitations?limit=51").status()).isEqualTo(400);
        assertThat(ADMIN.get("/api/v1/invitations?limit=50").body()).doesNotContain(first, second);
    }

    private static UUID invited(String email) {
        assertThat(WORLD.invitation("nz", email)).isNotBlank();
        return WORLD.contactOf(email);
    }

    private static String start(Browser member, UUID contact) {
        var started = member.post("/api/v1/invitations", new JsonObject().put("contactIds", ids(contact)));
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        return started.json().getString("batch");
    }
}
