package latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.UUID;
import latchkey.testing.Browser;

/** Contacts as staff send them and have them answered. */
public final class Contacts {

    private Contacts() {}

    public static Browser.Answer create(Browser member, String region, String given, String family, String email) {
        return member.post("/api/v1/contacts", contact(region, given, family, email));
    }

    public static Browser.Answer patch(Browser member, String path, JsonObject body) {
        return member.raw("PATCH", path, "application/json", body.encode());
    }

    public static JsonObject contact(String region, String given, String family, String email) {
        return new JsonObject()
                .put("region", region)
                .put("givenName", given)
                .put("familyName", family)
                .put("email", email);
    }

    public static JsonObject portal(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer.json().getJsonObject("portal");
    }

    public static UUID id(JsonObject contact) {
        return UUID.fromString(contact.getString("id"));
    }
}
