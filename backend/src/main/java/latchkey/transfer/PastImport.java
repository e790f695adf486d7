package latchkey.transfer;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * An import that added contacts.
 *
 * @param by the staff member's name
 * @param added how many contacts, in the caller's regions
 */
record PastImport(UUID id, Instant at, String by, long added) {

    JsonObject json() {
        return new JsonObject()
                .put("id", id.toString())
                .put("importedAt", at.toString())
                .put("importedBy", by)
                .put("added", added);
    }
}
