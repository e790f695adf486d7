package latchkey.staff;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import latchkey.database.Rows;

/** A staff member as administrators see one. */
record StaffMember(JsonObject json) {

    static StaffMember of(Row row) {
        var regions = new JsonArray();
        for (String region : row.getArrayOfStrings("regions")) {
            regions.add(region);
        }
        return new StaffMember(new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("name", row.getString("name"))
                .put("email", row.getString("email"))
                .put("role", row.getString("role"))
                .put("regions", regions)
                .put("status", row.getString("status"))
                .put(
                        "lastSignInAt",
                        Rows.optionalInstant(row, "last_sign_in_at")
                                .map(Instant::toString)
                                .orElse(null)));
    }
}
