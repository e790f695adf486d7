package latchkey.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.LockedAccount;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StaffRoutesTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static UUID adminId;
    private static Browser admin;

    @BeforeAll
    static void sign_in() {
        WORLD.sql("update staff set ended_at = now()");
        adminId = STAFF.admin("admin@latchkey.test");
        admin = STAFF.signedIn("admin@latchkey.test");
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_member_is_added_by_mail_changed_and_ended() {
        var added = admin.post("/api/v1/staff", member("New@latchkey.test", "support", "nz"));
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.json().getString("status")).isEqualTo("INVITED");
        UUID id = UUID.fromString(added.json().getString("id"));
        assertThat(WORLD.count("mail where kind = 'staff-invitation' and staff_id = $1 and link_id is not null", id))
                .isEqualTo(1);
        assertThat(admin.post("/api/v1/staff", member("new@latchkey.test", "support", "nz"))
                        .status())
                .isEqualTo(409);
        var changed = admin.raw(
                "PATCH",
                "/api/v1/staff/" + id,
                "application/json",
                new JsonObject()
                        .put("regions", new JsonArray().add("au").add("us"))
                        .encode());
        assertThat(changed.json().getJsonArray("regions")).containsExactly("au", "us");
        assertThat(admin.send("POST", "/api/v1/staff/" + id + "/link").status()).isEqualTo(202);
        assertThat(admin.send("DELETE", "/api/v1/staff/" + id).status()).isEqualTo(204);
        assertThat(admin.send("DELETE", "/api/v1/staff/" + id).status()).isEqualTo(204);
        assertThat(admin.send("POST", "/api/v1/staff/" + id + "/link").status()).isEqualTo(404);
        var again = admin.post("/api/v1/staff", member("new@latchkey.test", "support", "nz"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().getString("id")).as("somebody new").isNotEqualTo(id.toString());
        assertThat(admin.post("/api/v1/staff", member("new@latchkey.test", "support", "nz"))
                        .status())
                .isEqualTo(409);
    }

    /** Each of the three would do alone. */
    @Test
    void who_is_ended_has_no_session_no_link_and_no_valid_token() {
        UUID id = STAFF.support("leaving@latchkey.test", "au");
        Browser leaving = STAFF.signedIn("leaving@latchkey.test");
        STAFF.link(id);
        long version = version(id);

        assertThat(admin.send("DELETE", "/api/v1/staff/" + id).status()).isEqualTo(204);

        assertThat(leaving.get("/api/v1/regions").status()).isEqualTo(401);
        assertThat(WORLD.count("session where subject = $1 and ended_at is null", id))
                .isZero();
        assertThat(WORLD.count("link where staff_id = $1 and used_at is null and ended_at is null", id))
                .isZero();
        assertThat(version(id)).isGreaterThan(version);
    }

    private static long version(UUID member) {
        return WORLD.sql("select password_version from staff where id = $1", member)
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void the_last_administrator_can_not_go() {
        var demoted = admin.raw("PATCH", "/api/v1/staff/" + adminId, "application/json", "{\"role\":\"support\"}");
        assertThat(demoted.status()).as(demoted.body()).isEqualTo(409);
        assertThat(admin.send("DELETE", "/api/v1/staff/" + adminId).status()).isEqualTo(409);
    }

    @Test
    void who_was_ended_can_not_be_changed_any_more() {
        UUID id = STAFF.support("former@latchkey.test", "au");
        assertThat(admin.send("DELETE", "/api/v1/staff/" + id).status()).isEqualTo(204);

        var changed = rename(id);

        assertThat(changed.status()).as(changed.body()).isEqualTo(404);
        assertThat(rename(UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(admin.send("DELETE", "/api/v1/staff/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    /** Neither is told last-admin, although the member is gone when the lock is free. */
    @Test
    void who_is_ended_by_somebody_else_at_the_same_moment_is_ended() throws Exception {
        UUID id = STAFF.support("twice@latchkey.test", "au");
        var held = LockedAccount.ofMember(WORLD, "twice@latchkey.test");
        var ended = World.meanwhile(() -> admin.send("DELETE", "/api/v1/staff/" + id));
        var changed = World.meanwhile(() -> rename(id));
        held.waitsFor(2);
        held.releaseWith("update staff set ended_at = now() where email = 'twice@latchkey.test'");
        assertThat(ended.get().status()).isEqualTo(204);
        assertThat(changed.get().status()).isEqualTo(404);
    }

    @Test
    void of_two_administrators_who_end_each_other_one_stays() throws Exception {
        STAFF.admin("quicker@latchkey.test");
        Browser quicker = STAFF.signedIn("quicker@latchkey.test");
        var held = LockedAccount.ofMember(WORLD, "quicker@latchkey.test");
        var ended = World.meanwhile(() -> quicker.send("DELETE", "/api/v1/staff/" + adminId));
        held.waitsForOr(1, ended);
        held.releaseWith("update staff set ended_at = now() where email = 'quicker@latchkey.test'");
        assertThat(ended.get().status()).isEqualTo(409);
        assertThat(WORLD.count("staff where id = $1 and ended_at is null", adminId))
                .isEqualTo(1);
    }

    private static Browser.Answer rename(UUID member) {
        return admin.raw("PATCH", "/api/v1/staff/" + member, "application/json", "{\"name\":\"New Name\"}");
    }

    @Test
    void support_staff_manage_nobody() {
        STAFF.support("support@latchkey.test", "au");
        Browser support = STAFF.signedIn("support@latchkey.test");
        assertThat(support.get("/api/v1/staff").status()).isEqualTo(403);
        assertThat(support.post("/api/v1/staff", member("x@latchkey.test", "admin"))
                        .status())
                .isEqualTo(403);
        assertThat(support.send("DELETE", "/api/v1/staff/" + adminId).status()).isEqualTo(403);
        assertThat(admin.get("/api/v1/staff").json().getJsonArray("items").toString())
                .contains("support@latchkey.test");
    }

    @Test
    void an_unknown_region_is_refused() {
        assertThat(admin.post("/api/v1/staff", member("y@latchkey.test", "support", "mars"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_command_line_makes_a_way_in_for_an_administrator() throws Exception {
        String link = AddStaff.run(WORLD.settings(), "First@latchkey.test", "First Admin");
        assertThat(link).startsWith("http://localhost:8082/activate/");
        String token = link.substring(link.lastIndexOf('/') + 1);
        String newer = AddStaff.run(WORLD.settings(), "first@latchkey.test", "First Admin");
        assertThat(activate(token)).isEqualTo(410);
        assertThat(activate(newer.substring(newer.lastIndexOf('/') + 1))).isEqualTo(204);
        assertThat(STAFF.signedIn("first@latchkey.test").get("/api/v1/staff").status())
                .isEqualTo(200);
        WORLD.sql("update staff set ended_at = now() where email = 'first@latchkey.test'");
    }

    private static int activate(String token) {
        return STAFF.stranger()
                .post("/api/v1/activation", new JsonObject().put("token", token).put("password", World.PASSWORD))
                .status();
    }

    private static JsonObject member(String email, String role, String... regions) {
        var codes = new JsonArray();
        for (String region : regions) {
            codes.add(region);
        }
        return new JsonObject()
                .put("email", email)
                .put("name", "New Colleague")
                .put("role", role)
                .put("regions", codes);
    }
}
