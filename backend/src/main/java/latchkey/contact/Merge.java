package latchkey.contact;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import latchkey.key.Ids;
import latchkey.web.Problem;

/**
 * Two contacts that are to be merged.
 *
 * @param kept the one that stays
 * @param version the version of it that was read, if it must still be the current one
 * @param otherVersion the same of the other
 */
record Merge(UUID kept, UUID other, Optional<Long> version, Optional<Long> otherVersion) {

    Merge {
        if (kept.equals(other)) {
            throw Problem.invalid("contactId", "invalid.same-contact");
        }
    }

    static Merge of(UUID kept, JsonObject body) {
        return new Merge(
                kept,
                Ids.parse(body.getString("contactId"))
                        .orElseThrow(() -> Problem.invalid("contactId", "invalid.contact")),
                Optional.ofNullable(body.getLong("version")),
                Optional.ofNullable(body.getLong("otherVersion")));
    }
}
