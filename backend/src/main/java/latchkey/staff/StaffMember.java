package latchkey.staff;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A staff member as administrators see one. */
record StaffMember(
        UUID id,
        String name,
        String email,
        String role,
        List<String> regions,
        Status status,
        Optional<Instant> lastSignInAt) {

    enum Status {
        /** Has no password yet. */
        INVITED,
        ACTIVE,
        ENDED
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("id", id.toString())
                .put("name", name)
                .put("email", email)
                .put("role", role)
                .put("regions", new JsonArray(regions))
                .put("status", status)
                .put("lastSignInAt", lastSignInAt.map(Instant::toString).orElse(null));
    }
}
