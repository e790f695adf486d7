package latchkey.sandbox.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The demonstration's staff: an administrator of all regions, and support of one. */
record Staff(String admin, String support, String password) {

    static final String ADMIN = "admin@sandbox.test";
    static final String SUPPORT = "support@sandbox.test";

    /** @param password as a PHC string; the same for everybody in the demonstration */
    static Staff added(DemoTable table, Instant at, String password) {
        var staff = new Staff(Ids.of(ADMIN), Ids.of(SUPPORT), password);
        table.add("staff", staff.row(ADMIN, "Sandbox Admin", "admin", new JsonArray(), at));
        table.add("staff", staff.row(SUPPORT, "Sandbox Support", "support", JsonArray.of("au"), at));
        return staff;
    }

    private JsonObject row(String email, String name, String role, JsonArray regions, Instant at) {
        return new JsonObject()
                .put("id", Ids.of(email))
                .put("email", email)
                .put("name", name)
                .put("role", role)
                .put("regions", regions)
                .put("password", password)
                .put("created_at", at);
    }
}
