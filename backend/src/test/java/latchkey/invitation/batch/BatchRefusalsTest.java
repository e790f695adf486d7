package latchkey.invitation.batch;

import static latchkey.invitation.batch.Batches.finished;
import static latchkey.invitation.batch.Batches.ids;
import static latchkey.invitation.batch.Batches.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BatchRefusalsTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
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
    void who_lost_a_region_invites_nobody_of_it_any_more() {
        STAFF.support("leaver@latchkey.test", "nz", "au");
        Browser leaver = STAFF.signedIn("leaver@latchkey.test");
        UUID kept = WORLD.contact("au", "still.mine@example.test");
        UUID lost = WORLD.contact("nz", "not.mine@example.test");
        String batch = leaver.post(
                        "/api/v1/invitations",
                        new JsonObject().put("contactIds", ids(kept, lost)).put("startsIn", 60))
                .json()
                .getString("batch");
        WORLD.sql("update staff set regions = '{au}' where email = 'leaver@latchkey.test'");
        WORLD.sql("update invitation_batch set next_try_at = now() where id = $1", UUID.fromString(batch));
        finished(leaver, batch);
        assertThat(WORLD.count("link where contact_id = $1", kept)).isEqualTo(1);
        assertThat(WORLD.count("link where contact_id = $1", lost)).isZero();
    }

    @Test
    void the_batches_of_a_member_who_is_ended_stop() {
        STAFF.support("ended@latchkey.test", "au");
        UUID waiting = WORLD.contact("au", "waiting@example.test");
        String batch = STAFF.signedIn("ended@latchkey.test")
                .post(
                        "/api/v1/invitations",
                        new JsonObject().put("contactIds", ids(waiting)).put("startsIn", 60))
                .json()
                .getString("batch");
        UUID member = WORLD.sql("select id from staff where email = 'ended@latchkey.test'")
                .iterator()
                .next()
                .getUUID(0);
        assertThat(STAFF.newAdmin().send("DELETE", "/api/v1/staff/" + member).status())
                .isEqualTo(204);
        assertThat(WORLD.count("invitation_batch where id = $1 and stopped_at is not null", UUID.fromString(batch)))
                .isEqualTo(1);
    }

    /** The end stops what it sees, and not what is written at the same moment. */
    @Test
    void a_batch_that_outlives_the_access_of_its_member_invites_nobody() {
        STAFF.support("leaving@latchkey.test", "au");
        STAFF.support("staying@latchkey.test", "au");
        UUID waiting = WORLD.contact("au", "left@example.test");
        var _ = STAFF.signedIn("leaving@latchkey.test")
                .post(
                        "/api/v1/invitations",
                        new JsonObject().put("contactIds", ids(waiting)).put("startsIn", 60));
        WORLD.sql("update staff set ended_at = now() where email = 'leaving@latchkey.test'");
        WORLD.sql("update invitation_batch b set next_try_at = now() from staff m"
                + " where m.id = b.staff_id and m.email = 'leaving@latchkey.test'");
        Browser staying = STAFF.signedIn("staying@latchkey.test");
        String later = staying.post(
                        "/api/v1/invitations",
                        new JsonObject().put("contactIds", ids(WORLD.contact("au", "stayed@example.test"))))
                .json()
                .getString("batch");
        assertThat(refused(finished(staying, later))).isEmpty();
        assertThat(WORLD.count("link where contact_id = $1", waiting)).isZero();
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
}
