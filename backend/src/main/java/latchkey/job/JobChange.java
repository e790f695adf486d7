package latchkey.job;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import latchkey.contact.ContactFields;

/** The fields of a job that are to change; the others stay. */
record JobChange(Optional<String> reference, Optional<String> name) {

    static JobChange of(JsonObject body) {
        return new JobChange(text(body, "reference"), text(body, "name"));
    }

    private static Optional<String> text(JsonObject body, String field) {
        return Optional.ofNullable(body.getString(field)).map(typed -> ContactFields.name(field, typed));
    }
}
