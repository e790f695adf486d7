package latchkey.search;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MailTroubleTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void those_whose_invitation_was_not_delivered_are_found_and_counted_until_it_is_sent_again() {
        UUID bounced = invited("nz", "bounced@example.test", "BOUNCED");
        UUID givenUp = invited("nz", "given.up@example.test", "FAILED");
        var _ = invited("nz", "fine@example.test", "SENT");
        UUID elsewhere = invited("au", "elsewhere@example.test", "BOUNCED");
        assertThat(found(SUPPORT, "?mail=trouble")).containsExactlyInAnyOrder(bounced, givenUp);
        assertThat(found(ADMIN, "?mail=trouble&sort=lastSignInAt&order=desc"))
                .containsExactlyInAnyOrder(bounced, givenUp, elsewhere);
        assertThat(found(ADMIN, "?mail=trouble&region=au&search=elsew")).containsExactly(elsewhere);
        assertThat(found(ADMIN, "?mail=trouble&status=ACTIVE")).isEmpty();
        assertThat(count("")).isEqualTo(2);
        assertThat(count("?search=bounced")).isEqualTo(1);
        assertThat(SUPPORT.get("/api/v1/contacts?mail=other").status()).isEqualTo(400);
        assertThat(SUPPORT.get("/api/v1/contacts/export?mail=trouble").body())
                .contains("given.up@example.test")
                .doesNotContain("fine@example.test");

        assertThat(SUPPORT.send("POST", "/api/v1/contacts/" + bounced + "/invitation")
                        .status())
                .isEqualTo(202);
        assertThat(found(SUPPORT, "?mail=trouble")).containsExactly(givenUp);
    }

    @Test
    void a_batch_follows_its_mails_and_names_those_who_never_got_one() {
        UUID reached = WORLD.contact("nz", "reached@example.test");
        UUID lost = WORLD.contact("nz", "lost@example.test");
        String path = "/api/v1/invitations/"
                + SUPPORT.post(
                                "/api/v1/invitations",
                                new JsonObject()
                                        .put(
                                                "contactIds",
                                                new JsonArray()
                                                        .add(reached.toString())
                                                        .add(lost.toString())))
                        .json()
                        .getString("batch");
        var done = eventually(
                () -> SUPPORT.get(path).json(),
                batch -> assertThat(batch.getString("state")).isEqualTo("DONE"));
        assertThat(done.getInteger("queued")).isEqualTo(2);
        noted(reached, "SENT", "250 OK");
        noted(lost, "BOUNCED", "550 5.1.1 no such user");
        var batch = SUPPORT.get(path).json();
        assertThat(List.of(batch.getInteger("queued"), batch.getInteger("accepted"), batch.getInteger("undelivered")))
                .containsExactly(0, 1, 1);
        assertThat(batch.getJsonArray("notDelivered"))
                .singleElement()
                .asString()
                .contains("lost@example.test", "bounced: 550 5.1.1 no such user");
        assertThat(SUPPORT.get(path + "?limit=0").json().getJsonArray("notDelivered"))
                .isEmpty();
    }

    @Test
    void a_batch_that_starts_later_can_be_undone_before_anybody_is_invited() {
        UUID contact = WORLD.contact("nz", "undone@example.test");
        var selection = new JsonObject().put("contactIds", new JsonArray().add(contact.toString()));
        String path = "/api/v1/invitations/"
                + SUPPORT.post("/api/v1/invitations", selection.put("startsIn", 60))
                        .json()
                        .getString("batch");
        assertThat(SUPPORT.get(path).json().getString("state")).isEqualTo("RUNNING");
        String first = SUPPORT.post("/api/v1/invitations", selection.copy().put("startsIn", 0))
                .json()
                .getString("batch");
        eventually(
                () -> SUPPORT.get("/api/v1/invitations/" + first).json(),
                batch -> assertThat(batch.getString("state"))
                        .as("one that waits holds up no other")
                        .isEqualTo("DONE"));
        assertThat(SUPPORT.get(path).json().getInteger("done")).isZero();
        assertThat(SUPPORT.send("DELETE", path).status()).isEqualTo(204);
        assertThat(SUPPORT.get(path).json().getString("state")).isEqualTo("STOPPED");
        assertThat(WORLD.count("invitation_batch_contact where contact_id = $1 and outcome is null", contact))
                .isEqualTo(1);
    }

    private static UUID invited(String region, String email, String mail) {
        assertThat(WORLD.invitation(region, email)).isNotBlank();
        UUID contact = WORLD.contactOf(email);
        noted(contact, mail, "words");
        return contact;
    }

    private static void noted(UUID contact, String status, String words) {
        WORLD.sql(
                "update mail set status = $2, detail = $3, next_attempt_at = null where contact_id = $1",
                contact,
                status,
                words);
    }

    private static List<UUID> found(Browser member, String query) {
        var answer = member.get("/api/v1/contacts" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getInteger("total"))
                .isEqualTo(answer.json().getJsonArray("items").size());
        return answer.json().getJsonArray("items").stream()
                .map(contact -> UUID.fromString(((JsonObject) contact).getString("id")))
                .toList();
    }

    private static int count(String query) {
        return SUPPORT.get("/api/v1/contacts/counts" + query).json().getInteger("mailTrouble");
    }
}
