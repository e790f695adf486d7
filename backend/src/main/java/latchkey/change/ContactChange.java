package latchkey.change;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactFields;

/**
 * The fields of a contact that are to change; the others stay.
 *
 * @param version the version that the change was made on, if it must still be the current one
 * @param given the names of the fields given, as the document has them
 */
record ContactChange(
        Optional<Long> version,
        Set<String> given,
        Optional<String> givenName,
        Optional<String> familyName,
        Optional<String> region,
        Optional<String> email,
        Optional<String> phone,
        Optional<String> reference) {

    static ContactChange of(SignedInStaff member, JsonObject body) {
        return new ContactChange(
                Optional.ofNullable(body.getLong("version")),
                body.fieldNames(),
                text(body, "givenName").map(typed -> ContactFields.name("givenName", typed)),
                text(body, "familyName").map(typed -> ContactFields.name("familyName", typed)),
                text(body, "region").map(code -> ContactFields.region(member, code)),
                text(body, "email").filter(typed -> !typed.isBlank()).map(ContactFields::email),
                ContactFields.optional("phone", text(body, "phone")),
                ContactFields.optional("reference", text(body, "reference")));
    }

    /** A change of only the address. */
    static ContactChange ofAddress(SignedInStaff member, JsonObject body) {
        return of(member, new JsonObject().put("email", body.getString("email")));
    }

    boolean gives(String field) {
        return given.contains(field);
    }

    private static Optional<String> text(JsonObject body, String field) {
        return Optional.ofNullable(body.getString(field));
    }
}
