package latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An archived contact is out of the way, and comes back as it was. */
class ArchiveTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void it_is_found_among_the_archived_alone() {
        UUID contact = WORLD.contact("au", "put.away@example.test");
        assertThat(found("search=put.away")).hasSize(1);
        JsonObject before = counts("search=put.away");
        assertThat(archive(ADMIN, contact).json().getString("archivedAt")).isNotNull();
        assertThat(found("search=put.away")).isEmpty();
        assertThat(found("search=put.away&archived=only")).containsExactly(contact.toString());
        assertThat(found("archived=only&status=NOT_INVITED")).contains(contact.toString());
        assertThat(counts("search=put.away").getJsonObject("byStatus").fieldNames())
                .isEmpty();
        assertThat(counts("archived=only&search=put.away")).isEqualTo(before);
        assertThat(ADMIN.get("/api/v1/contacts/export").body()).doesNotContain("put.away@");
        assertThat(ADMIN.get("/api/v1/contacts/export?archived=only").body()).contains("put.away@");
        assertThat(restore(contact).json().getValue("archivedAt")).isNull();
        assertThat(found("search=put.away")).hasSize(1);
        assertThat(history(contact)).contains("Contact archived", "Contact restored from the archive");
    }

    @Test
    void it_is_not_counted() {
        UUID contact = WORLD.contact("us", "counted@example.test");
        archive(ADMIN, contact);
        WORLD.contact("us", "counted.too@example.test");
        long all = WORLD.count("contact where archived_at is null and region = 'us'");
        assertThat(counts("region=us").getJsonObject("byRegion").getLong("us")).isEqualTo(all);
        assertThat(ADMIN.get("/api/v1/contacts?region=us").json().getLong("total"))
                .isEqualTo(all);
    }

    @Test
    void its_open_invitation_ends_and_no_other_is_sent() {
        String token = WORLD.invitation("au", "was.invited@example.test");
        UUID contact = WORLD.contactOf("was.invited@example.test");
        archive(ADMIN, contact);
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(410);
        Answer refused = ADMIN.send("POST", "/api/v1/contacts/" + contact + "/invitation");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().getString("type")).endsWith("/archived");
        JsonObject preview = ADMIN.post(
                        "/api/v1/invitations/preview",
                        new JsonObject().put("contactIds", new JsonArray().add(contact.toString())))
                .json();
        assertThat(preview.getInteger("allowed")).isZero();
        assertThat(preview.getJsonArray("refused").getJsonObject(0).getString("type"))
                .isEqualTo("archived");
        JsonObject diagnosis =
                ADMIN.get("/api/v1/contacts/" + contact + "/diagnosis").json();
        assertThat(diagnosis.getString("verdict")).isEqualTo("ARCHIVED");
        assertThat(diagnosis.getString("action")).isEqualTo("RESTORE");
        restore(contact);
        assertThat(ADMIN.send("POST", "/api/v1/contacts/" + contact + "/invitation")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void its_account_goes_on() {
        WORLD.account("au", "goes.on@example.test");
        archive(ADMIN, WORLD.contactOf("goes.on@example.test"));
        assertThat(WORLD.portal("au")
                        .post("/login", "email", "goes.on@example.test", "password", World.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void who_does_not_see_it_can_not_archive_it() {
        UUID contact = WORLD.contact("au", "far.away@example.test");
        assertThat(archive(SUPPORT, contact).status()).isEqualTo(404);
        assertThat(WORLD.count("contact where id = $1 and archived_at is not null", contact))
                .isZero();
    }

    @Test
    void whoever_is_merged_with_somebody_present_is_present() {
        UUID kept = WORLD.contact("nz", "kept@example.test");
        UUID other = WORLD.contact("nz", "other@example.test");
        archive(ADMIN, kept);
        JsonObject merged = ADMIN.post(
                        "/api/v1/contacts/" + kept + "/merge", new JsonObject().put("contactId", other.toString()))
                .json();
        assertThat(merged.getValue("archivedAt")).isNull();
    }

    @CanIgnoreReturnValue
    private static Answer archive(Browser member, UUID contact) {
        return member.send("POST", "/api/v1/contacts/" + contact + "/archive");
    }

    @CanIgnoreReturnValue
    private static Answer restore(UUID contact) {
        return ADMIN.send("POST", "/api/v1/contacts/" + contact + "/restore");
    }

    private static List<String> found(String query) {
        return ADMIN.get("/api/v1/contacts?" + query).json().getJsonArray("items").stream()
                .map(contact -> ((JsonObject) contact).getString("id"))
                .toList();
    }

    private static JsonObject counts(String query) {
        return ADMIN.get("/api/v1/contacts/counts?" + query).json();
    }

    private static List<String> history(UUID contact) {
        return ADMIN.get("/api/v1/contacts/" + contact + "/events").json().getJsonArray("items").stream()
                .map(event -> ((JsonObject) event).getString("text"))
                .toList();
    }
}
