package latchkey.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static Browser support;

    @BeforeAll
    static void sign_in() {
        STAFF.support("support@latchkey.test", "nz");
        support = STAFF.signedIn("support@latchkey.test");
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void an_unused_invitation_says_until_when_in_the_regions_time() {
        UUID contact = WORLD.contact("nz", "unused@example.test");
        assertThat(diagnose(contact).getString("action")).isEqualTo("SEND_INVITATION");
        support.send("POST", "/api/v1/contacts/" + contact + "/invitation");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("INVITATION_WAITING");
        WORLD.sql("update mail set status = 'SENT' where contact_id = $1", contact);
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("UNUSED");
        assertThat(diagnosis.getString("headline"))
                .startsWith("Robin was invited")
                .contains("(Auckland time)");
        assertThat(diagnosis.getString("action")).isEqualTo("RESEND_INVITATION");
        assertThat(diagnosis.getJsonArray("evidence")).isNotEmpty();
    }

    @Test
    void wrong_passwords_are_counted_and_then_limited() {
        WORLD.account("nz", "wrong@example.test");
        for (int i = 0; i < 3; i++) {
            signIn("nz", "wrong@example.test");
        }
        JsonObject diagnosis = diagnose(contact("wrong@example.test"));
        assertThat(diagnosis.getString("verdict")).isEqualTo("WRONG_PASSWORDS");
        assertThat(diagnosis.getString("headline"))
                .matches("3 wrong passwords have been entered .*, most recently (today|yesterday) at .* \\(Auckland"
                        + " time\\)\\.");
        for (int i = 0; i < 8; i++) {
            signIn("nz", "wrong@example.test");
        }
        assertThat(diagnose(contact("wrong@example.test")).getString("verdict")).isEqualTo("LIMITED");
    }

    @Test
    void a_slip_of_the_finger_and_a_wrong_region_are_seen() {
        WORLD.account("nz", "finger@example.test");
        UUID contact = contact("finger@example.test");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("SIGNED_IN");
        signIn("au", "finger@example.test");
        assertThat(diagnose(contact).getString("verdict")).isEqualTo("OTHER_REGION");
        signIn("nz", "fingre@example.test");
        JsonObject diagnosis = diagnose(contact);
        assertThat(diagnosis.getString("verdict")).isEqualTo("OTHER_ADDRESS");
        assertThat(diagnosis.getString("headline")).contains("fingre@example.test");
    }

    @Test
    void a_contact_of_another_region_is_not_diagnosed() {
        UUID contact = WORLD.contact("au", "other@example.test");
        assertThat(support.get("/api/v1/contacts/" + contact + "/diagnosis").status())
                .isEqualTo(404);
    }

    private static void signIn(String region, String email) {
        var answer = WORLD.portal(region).post("/login", "email", email, "password", "a wrong password");
        assertThat(answer.status()).isIn(401, 429);
    }

    private static JsonObject diagnose(UUID contact) {
        var answer = support.get("/api/v1/contacts/" + contact + "/diagnosis");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static UUID contact(String email) {
        return WORLD.sql("select id from contact where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
    }
}
