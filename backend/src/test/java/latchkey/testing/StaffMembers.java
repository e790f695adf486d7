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

    /** A program at the staff API that nobody is signed in at. */
    public Browser stranger() {
        return new Browser(world.vertx(), world.backend().staffPort(), "localhost");
    }

    /** A program that is signed in with {@link World#PASSWORD}. */
    public Browser signedIn(String email) {
        var answer = stranger()
                .post("/api/v1/session", new JsonObject().put("email", email).put("password", World.PASSWORD));
        if (answer.status() != 200) {
            throw new AssertionError("Nobody was signed in: " + answer.status() + " " + answer.body());
        }
        return stranger().with("authorization", "Bearer " + answer.json().getString("accessToken"));
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
