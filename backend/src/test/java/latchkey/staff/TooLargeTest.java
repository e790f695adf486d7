package latchkey.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What is larger than an operation takes is refused before it is read, and the answer says how much would be taken. */
class TooLargeTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_contact_of_more_than_64_kilobytes() {
        assertThat(refusal("/contacts", "application/json", 64 * 1024 + 1)).contains("At most 64 KB");
    }

    @Test
    void a_selection_of_more_than_512_kilobytes() {
        assertThat(refusal("/invitations", "application/json", 512 * 1024 + 1)).contains("At most 512 KB");
    }

    @Test
    void a_file_of_more_than_24_megabytes() {
        assertThat(refusal("/contacts/import", "text/csv", 24 * 1024 * 1024 + 1))
                .contains("At most 24,576 KB");
    }

    @Test
    void a_file_of_more_than_100000_rows() {
        String file = "email\n" + "a@example.test\n".repeat(100_001);
        var answer = ADMIN.raw("POST", "/api/v1/contacts/import", "text/csv", file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().getString("type")).endsWith("/too-many-rows");
        assertThat(answer.json().getString("detail")).contains("100,000");
        assertThat(ADMIN.get("/api/v1/contacts").status()).isEqualTo(200);
    }

    private static String refusal(String path, String type, int length) {
        var answer = ADMIN.raw("POST", "/api/v1" + path, type, new byte[length]);
        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().get("connection")).isEqualTo("close");
        JsonObject problem = answer.json();
        assertThat(problem.getString("type")).endsWith("/body-too-large");
        assertThat(problem.getInteger("status")).isEqualTo(413);
        assertThat(ADMIN.get("/api/v1/contacts").status()).isEqualTo(200);
        return problem.getString("detail");
    }
}
