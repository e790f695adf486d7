package latchkey.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.link.Purpose;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A contact that was added to the wrong region moves to the right one. */
class RegionChangeTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("au");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void who_is_not_invited_moves_and_is_sent_nothing() {
        UUID contact = WORLD.contact("au", "moves@example.test");
        assertThat(move(ADMIN, contact, "nz").json().getString("region")).isEqualTo("nz");
        assertThat(WORLD.count("mail where contact_id = $1", contact)).isZero();
        assertThat(ADMIN.get("/api/v1/contacts/" + contact + "/events").body()).contains("Contact changed: region");
    }

    @Test
    void who_is_invited_gets_an_invitation_by_the_new_region() {
        String old = WORLD.invitation("au", "invited.moves@example.test");
        UUID contact = WORLD.contactOf("invited.moves@example.test");
        assertThat(move(ADMIN, contact, "nz").json().getJsonObject("portal").getString("status"))
                .isEqualTo("INVITED");
        assertThat(WORLD.portal("au").get("/invitation/" + old).status()).isEqualTo(410);
        String token = WORLD.token(Purpose.INVITATION, "nz", "invited.moves@example.test");
        assertThat(WORLD.portal("nz")
                        .post("/invitation/" + token, "password", World.PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(WORLD.count("account where region = 'nz' and contact_id = $1", contact))
                .isEqualTo(1);
    }

    @Test
    void the_old_link_leads_to_an_invitation_by_the_new_region() {
        String old = WORLD.invitation("au", "asks.again@example.test");
        UUID contact = WORLD.contactOf("asks.again@example.test");
        move(ADMIN, contact, "us");
        long before = WORLD.count("mail where contact_id = $1 and region = 'us'", contact);
        assertThat(WORLD.portal("au").post("/invitation/" + old + "/renew").status())
                .isEqualTo(303);
        assertThat(WORLD.count("mail where contact_id = $1 and region = 'us'", contact))
                .isEqualTo(before + 1);
    }

    @Test
    void who_moves_leaves_the_jobs_of_the_old_region() {
        UUID contact = WORLD.contact("au", "leaves.a.job@example.test");
        UUID job = UUID.randomUUID();
        WORLD.sql("insert into job (id, region, reference, name) values ($1, 'au', 'R-1', 'Rose Street')", job);
        WORLD.sql("insert into job_person (job_id, contact_id) values ($1, $2)", job, contact);
        assertThat(move(ADMIN, contact, "nz").json().getJsonArray("jobs")).isEmpty();
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'job-person-removed'", contact))
                .isEqualTo(1);
    }

    @Test
    void staff_of_the_old_region_alone_read_what_happened_there_but_no_name() {
        UUID contact = WORLD.contact("au", "named.elsewhere@example.test");
        assertThat(SUPPORT.send("POST", "/api/v1/contacts/" + contact + "/invitation")
                        .status())
                .isEqualTo(202);
        move(ADMIN, contact, "nz");
        WORLD.sql("update contact set family_name = 'Newlymarried' where id = $1", contact);
        assertThat(SUPPORT.get("/api/v1/events").body())
                .contains(contact.toString())
                .doesNotContain("Newlymarried");
        assertThat(ADMIN.get("/api/v1/events").body()).contains("Newlymarried");
    }

    @Test
    void an_account_stays_where_it_is() {
        WORLD.account("au", "signed.up@example.test");
        UUID contact = WORLD.contactOf("signed.up@example.test");
        Answer refused = move(ADMIN, contact, "nz");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("type")).endsWith("/account-region");
        assertThat(move(ADMIN, contact, "au").status()).isEqualTo(200);
        assertThat(WORLD.count("contact where id = $1 and region = 'au'", contact))
                .isEqualTo(1);
    }

    @Test
    void where_an_account_has_the_address_nobody_who_is_invited_moves() {
        WORLD.account("nz", "taken.there@example.test");
        String token = WORLD.invitation("au", "taken.there@example.test");
        UUID contact = WORLD.sql("select id from contact where region = 'au' and email = 'taken.there@example.test'")
                .iterator()
                .next()
                .getUUID(0);
        assertThat(move(ADMIN, contact, "nz").status()).isEqualTo(409);
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(200);
    }

    @Test
    void nobody_moves_a_contact_to_a_region_that_they_do_not_see() {
        UUID contact = WORLD.contact("au", "stays@example.test");
        Answer refused = move(SUPPORT, contact, "nz");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("region");
        assertThat(WORLD.count("contact where id = $1 and region = 'au'", contact))
                .isEqualTo(1);
    }

    @CanIgnoreReturnValue
    private static Answer move(Browser member, UUID contact, String region) {
        return member.raw(
                "PATCH",
                "/api/v1/contacts/" + contact,
                "application/json",
                new JsonObject().put("region", region).encode());
    }
}
