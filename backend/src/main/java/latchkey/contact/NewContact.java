package latchkey.contact;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import latchkey.api.SignedInStaff;

/** A contact that staff add. */
record NewContact(
        String region,
        String givenName,
        String familyName,
        String email,
        Optional<String> phone,
        Optional<String> reference) {

    /** Throws a problem that names the field where something can't be used. */
    static NewContact of(SignedInStaff member, JsonObject body) {
        return new NewContact(
                ContactFields.region(member, body.getString("region")),
                ContactFields.name("givenName", body.getString("givenName")),
                ContactFields.name("familyName", body.getString("familyName")),
                ContactFields.email(body.getString("email")),
                ContactFields.optional("phone", Optional.ofNullable(body.getString("phone"))),
                ContactFields.optional("reference", Optional.ofNullable(body.getString("reference"))));
    }
}
