package latchkey.invitation.batch;

import static latchkey.invitation.batch.Batches.finished;
import static latchkey.invitation.batch.Batches.ids;
import static latchkey.invitation.batch.Batches.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashSet;
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

class BatchKeyTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
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
        String others = STAFF.newAdmin()
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

    private static Browser with(String key) {
        return STAFF.signedIn("support@latchkey.test").with("idempotency-key", key);
    }
}
