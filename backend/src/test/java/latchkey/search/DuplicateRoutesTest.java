package latchkey.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Who already has something that is typed about a new contact is said before anything is written. */
class DuplicateRoutesTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void who_has_the_address_is_named_however_it_is_pasted() {
        UUID contact = contact("au", "Correa", "Specimen", "correa@example.test");
        WORLD.sql("update contact set reference = 'AU-10484' where id = $1", contact);
        var found = ADMIN.post(
                "/api/v1/contacts/duplicates",
                typed("au").put("email", "Correa Specimen <mailto:Correa@Example.test>"));
        assertThat(found.json())
                .isEqualTo(new JsonObject("{\"items\":[{\"id\":\"" + contact + "\",\"name\":\"Correa Specimen\","
                        + "\"reference\":\"AU-10484\",\"by\":\"email\"}],\"addressInUse\":false}"));
        assertThat(names(typed("nz").put("email", "correa@example.test"))).isEmpty();
        assertThat(names(typed("au").put("email", "correa@example"))).isEmpty();
    }

    @Test
    void whose_account_has_the_address_comes_first_and_nobody_else_can_be_invited_with_it() {
        for (int i = 0; i < 6; i++) {
            var _ = contact("nz", "Shared", "Number" + i, "family@example.test");
        }
        WORLD.account("nz", "family@example.test");
        JsonObject found = found(SUPPORT, typed("nz").put("email", "family@example.test"));
        assertThat(found.getBoolean("addressInUse")).isTrue();
        assertThat(found.getJsonArray("items")).hasSize(5);
        assertThat(found.getJsonArray("items").getJsonObject(0).getString("name"))
                .isEqualTo("Robin Sample");
    }

    @Test
    void who_has_the_phone_number_is_named_however_it_is_written() {
        UUID contact = contact("au", "Phil", "Phone", "phil@example.test");
        WORLD.sql("update contact set phone = '+61 400 123 456' where id = $1", contact);
        assertThat(names(typed("au").put("phone", "(0400) 123-456"))).containsExactly("phone Phil Phone");
        assertThat(names(typed("au").put("phone", "0400 123 457"))).isEmpty();
        assertThat(names(typed("nz").put("phone", "0400 123 456"))).isEmpty();
        assertThat(names(typed("au").put("phone", "call me"))).isEmpty();
    }

    @Test
    void who_has_the_name_is_named_however_it_is_spelt() {
        var _ = contact("us", "Zoë", "O’Núñez", "zoe@example.test");
        assertThat(names(typed("us").put("givenName", "zoe ").put("familyName", "ONunez")))
                .containsExactly("name Zoë O’Núñez");
        assertThat(names(typed("us").put("givenName", "Zoe"))).isEmpty();
        assertThat(names(typed("us").put("givenName", " ").put("familyName", "O’Núñez")))
                .isEmpty();
    }

    @Test
    void who_has_the_name_the_other_way_round_is_named_too() {
        var _ = contact("us", "Ada", "Okafor", "ada.okafor@example.test");
        assertThat(names(typed("us").put("givenName", "Okafor").put("familyName", "Adá")))
                .containsExactly("name Ada Okafor");
        assertThat(names(typed("us").put("givenName", "Ada").put("familyName", "Ada")))
                .isEmpty();
    }

    @Test
    void each_contact_is_named_once_by_the_strongest_sign() {
        UUID all = contact("us", "Ann", "Twice", "ann.twice@example.test");
        WORLD.sql("update contact set phone = '(212) 555-0134' where id = $1", all);
        var _ = contact("us", "Ann", "Twice", "another.twice@example.test");
        assertThat(names(typed("us")
                        .put("givenName", "Ann")
                        .put("familyName", "Twice")
                        .put("phone", "+1 212 555 0134")
                        .put("email", "ann.twice@example.test")))
                .containsExactly("email Ann Twice", "name Ann Twice");
    }

    @Test
    void nobody_asks_about_another_region() {
        var refused = SUPPORT.post("/api/v1/contacts/duplicates", typed("au").put("email", "correa@example.test"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("is not one of your regions");
    }

    private static UUID contact(String region, String given, String family, String email) {
        UUID contact = WORLD.contact(region, email);
        WORLD.sql("update contact set given_name = $1, family_name = $2 where id = $3", given, family, contact);
        return contact;
    }

    private static JsonObject typed(String region) {
        return new JsonObject().put("region", region);
    }

    private static List<String> names(JsonObject typed) {
        return found(ADMIN, typed).getJsonArray("items").stream()
                .map(item -> (JsonObject) item)
                .map(item -> item.getString("by") + " " + item.getString("name"))
                .toList();
    }

    private static JsonObject found(Browser member, JsonObject typed) {
        var answer = member.post("/api/v1/contacts/duplicates", typed);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
