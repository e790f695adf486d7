package latchkey.job;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import latchkey.contact.PortalStatus;

/**
 * A job as staff see it.
 *
 * @param people in the order in which they were added
 * @param room how many more people it may have
 */
record Job(UUID id, String region, String reference, String name, List<Person> people, int room) {

    /** A contact of the job. */
    record Person(UUID contact, String name, PortalStatus status, boolean canBeInvited) {

        private JsonObject json() {
            return new JsonObject()
                    .put("contactId", contact.toString())
                    .put("name", name)
                    .put("status", status)
                    .put("canBeInvited", canBeInvited);
        }
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id.toString())
                .put("region", region)
                .put("reference", reference)
                .put("name", name)
                .put("people", new JsonArray(people.stream().map(Person::json).toList()))
                .put("room", room);
    }
}
