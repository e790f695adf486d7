package latchkey.search;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Another contact of the region that shares something that only one contact should have. */
public record Duplicate(UUID id, String name, Optional<String> reference, By by) {

    /** What is shared, the strongest sign first. */
    public enum By {
        EMAIL,
        PHONE,
        NAME
    }

    public JsonObject json() {
        return new JsonObject()
                .put("id", id.toString())
                .put("name", name)
                .put("reference", reference.orElse(null))
                .put("by", by.name().toLowerCase(Locale.ROOT));
    }
}
