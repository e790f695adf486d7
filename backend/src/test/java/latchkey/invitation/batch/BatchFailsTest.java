package latchkey.invitation.batch;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches whose statement PostgreSQL always refuses. */
class BatchFailsTest {

    private final World world = World.start();
    private final Browser admin = new StaffMembers(world).newAdmin();

    @BeforeEach
    void refuse_mails_to_the_cursed() {
        world.database().execute("alter table mail add constraint cursed check (recipient not like 'cursed%')");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void those_behind_it_go_on_and_it_is_set_aside_with_a_word() throws Exception {
        String first = start("cursed.one@example.test");
        String second = start("cursed.two@example.test");
        String third = start("fine@example.test");
        eventually(() -> state(third), state -> assertThat(state).isEqualTo("DONE"));
        assertThat(state(first)).isEqualTo("RUNNING");
        eventually(() -> state(first), state -> assertThat(state).isEqualTo("FAILED"));
        eventually(() -> state(second), state -> assertThat(state).isEqualTo("FAILED"));
        JsonObject failed = admin.get("/api/v1/invitations/" + first).json();
        assertThat(failed.getString("problem")).contains("set aside");
        assertThat(failed.getInteger("done")).isZero();
        assertThat(admin.send("DELETE", "/api/v1/invitations/" + first).status())
                .isEqualTo(204);
        assertThat(state(first)).isEqualTo("FAILED");
    }

    private String start(String email) {
        UUID contact = world.contact("nz", email);
        var selection = new JsonObject().put("contactIds", new JsonArray().add(contact.toString()));
        return admin.post("/api/v1/invitations", selection).json().getString("batch");
    }

    private String state(String batch) {
        return admin.get("/api/v1/invitations/" + batch + "?limit=0").json().getString("state");
    }
}
