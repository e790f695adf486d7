package latchkey.event;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One thing that happened. */
record Event(
        long id,
        Instant at,
        String kind,
        String actor,
        Optional<String> staffName,
        Optional<String> region,
        Optional<UUID> contact,
        Optional<String> contactName,
        Optional<String> network,
        JsonObject details) {

    JsonObject json() {
        return new JsonObject()
                .put("id", Long.toString(id))
                .put("at", at.toString())
                .put("kind", kind)
                .put("text", EventWords.text(this))
                .put("actor", actor)
                .put("actorName", EventWords.actor(this))
                .put("region", region.orElse(null))
                .put("contactId", contact.map(UUID::toString).orElse(null))
                .put("contactName", contactName.orElse(null))
                .put("network", network.orElse(null));
    }
}
