package latchkey.job;

import io.vertx.core.json.JsonObject;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactFields;

/** A job that staff add. */
record NewJob(String region, String reference, String name) {

    /** Throws a problem that names the field where something can't be used. */
    static NewJob of(SignedInStaff member, JsonObject body) {
        String region = body.getString("region");
        if (!member.sees(region)) {
            throw ContactFields.invalid("region", "is not one of your regions");
        }
        return new NewJob(
                region,
                ContactFields.name("reference", body.getString("reference")),
                ContactFields.name("name", body.getString("name")));
    }
}
