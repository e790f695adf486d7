package latchkey.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.Test;

class StaffRefreshTest {

    @Test
    void a_token_whose_answer_fails_is_not_used_up() {
        World world = World.start();
        try {
            var staff = new StaffMembers(world);
            staff.admin("refreshing@latchkey.test");
            Browser program = staff.stranger();
            String token = program.post(
                            "/api/v1/session",
                            new JsonObject()
                                    .put("email", "refreshing@latchkey.test")
                                    .put("password", World.PASSWORD))
                    .json()
                    .getString("refreshToken");
            var body = new JsonObject().put("refreshToken", token);
            world.sql("alter table staff rename column name to called");
            assertThat(program.post("/api/v1/session/refresh", body).status()).isEqualTo(500);
            assertThat(world.count("session where audience = 'staff' and generation > 0"))
                    .isZero();
            world.sql("alter table staff rename column called to name");
            assertThat(program.post("/api/v1/session/refresh", body).status()).isEqualTo(200);
        } finally {
            world.close();
        }
    }
}
