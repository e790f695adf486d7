package latchkey.testing;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.key.Ids;
import latchkey.link.Purpose;

/** Staff members of a world, each made the way that a real one is: by a one-time link. */
public final class StaffMembers {

    private final World world;

    public StaffMembers(World world) {
        this.world = world;
    }

    public UUID admin(String email) {
        return member(email, "admin");
    }

    public UUID support(String email, String... regions) {
        return member(email, "support", regions);
    }

    /** A program that a new administrator is signed in at. */
    public Browser newAdmin() {
        admin("admin@latchkey.test");
        return signedIn("admin@latchkey.test");
    }

    /** A program that a new support member of these regions is signed in at. */
    public Browser newSupport(String... regions) {
        support("support@latchkey.test", regions);
        return signedIn("support@latchkey.test");
    }

    /** A program at the staff API that nobody is signed in at. */
    public Browser stranger() {
        return new Browser(world.vertx(), world.backend().staffPort(), "localhost");
    }

    /** A program that is signed in with {@link World#PASSWORD}. */
    public Browser signedIn(String email) {
        return stranger().with("authorization", "Bearer " + token(email));
    }

    /** The access token of a new session. */
    public String token(String email) {
        var answer = stranger()
                .post("/api/v1/session", new JsonObject().put("email", email).put("password", World.PASSWORD));
        if (answer.status() != 200) {
            throw new AssertionError("Nobody was signed in: " + answer.status() + " " + answer.body());
        }
        return answer.json().getString("accessToken");
    }

    /** The token of a fresh one-time link. */
    public String link(UUID member) {
        UUID link = Ids.secret();
        world.sql(
                "insert into link (id, purpose, staff_id, email, expires_at)"
                        + " select $1, 'staff', id, email, now() + interval '1 day' from staff where id = $2",
                link,
                member);
        return world.links().token(Purpose.STAFF, "staff", link);
    }

    private UUID member(String email, String role, String... regions) {
        UUID id = Ids.ordered();
        world.sql(
                "insert into staff (id, email, name, role, regions) values ($1, $2, 'Sandy Staff', $3, $4)",
                id,
                email,
                role,
                regions);
        var answer = stranger()
                .post(
                        "/api/v1/activation",
                        new JsonObject().put("token", link(id)).put("password", World.PASSWORD));
        if (answer.status() != 204) {
            throw new AssertionError("No password was set: " + answer.status() + " " + answer.body());
        }
        return id;
    }
}
