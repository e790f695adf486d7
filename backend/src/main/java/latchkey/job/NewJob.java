package latchkey.job;

import io.vertx.core.json.JsonObject;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactFields;

/** A job that staff add. */
record NewJob(String region, String reference, String name) {

    /** Throws a problem that names the field where something can't be used. */
    static NewJob of(SignedInStaff member, JsonObject body) {
        return new NewJob(
                ContactFields.region(member, body.getString("region")),
                ContactFields.name("reference", body.getString("reference")),
                ContactFields.name("name", body.getString("name")));
    }
}
