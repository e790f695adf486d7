package latchkey.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Wherever an address is typed or pasted, the same is taken off, and a refusal has the same cause. */
class PastedAddressTest {

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();
    private static final String WITHOUT_DOT = "the part after the @ has no dot";

    @BeforeAll
    static void set_the_scene() {
        WORLD.account("au", "anna@example.test");
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    private static String pasted(String address) {
        return "Anna Two <" + address + ">;\u200b";
    }

    @Test
    void a_client_signs_in_with_it() {
        var answer =
                WORLD.portal("au").post("/login", "email", pasted("anna@example.test"), "password", World.PASSWORD);
        assertThat(answer.status()).isEqualTo(303);
        var program = new JsonObject().put("email", "mailto:anna@example.test").put("password", World.PASSWORD);
        assertThat(WORLD.portal("au").post("/api/v1/session", program).status()).isEqualTo(200);
    }

    @Test
    void what_is_no_address_is_said_to_be_none_at_the_login_page() {
        var answer = WORLD.portal("au").post("/login", "email", "anna@example", "password", World.PASSWORD);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains(WITHOUT_DOT);
        assertThat(WORLD.count("event where kind = 'sign-in-failed' and details ->> 'email' = 'anna@example'"))
                .isEqualTo(1);
    }

    @Test
    void a_link_to_a_new_password_is_asked_for_with_it() {
        Browser browser = WORLD.portal("au");
        assertThat(browser.post("/forgot-password", "email", pasted("anna@example.test"))
                        .status())
                .isEqualTo(303);
        assertThat(WORLD.count("link where purpose = 'reset' and email = 'anna@example.test'"))
                .isEqualTo(1);
        var refused = browser.post("/forgot-password", "email", "anna@example");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(WITHOUT_DOT);
    }

    @Test
    void staff_sign_in_and_add_a_colleague_with_it() {
        var pair = new JsonObject().put("email", pasted("admin@latchkey.test")).put("password", World.PASSWORD);
        assertThat(ADMIN.post("/api/v1/session", pair).status()).isEqualTo(200);
        var colleague = new JsonObject()
                .put("name", "A Colleague")
                .put("email", pasted("colleague@latchkey.test"))
                .put("role", "admin")
                .put("regions", new JsonArray());
        assertThat(ADMIN.post("/api/v1/staff", colleague).json().getString("email"))
                .isEqualTo("colleague@latchkey.test");
        assertThat(ADMIN.post("/api/v1/staff", colleague.put("email", "colleague@latchkey"))
                        .body())
                .contains(WITHOUT_DOT);
    }

    @Test
    void a_contact_is_added_and_changed_with_it() {
        var contact = new JsonObject()
                .put("region", "au")
                .put("givenName", "Mia")
                .put("familyName", "Pasted")
                .put("email", pasted("mia@example.test"));
        JsonObject made = ADMIN.post("/api/v1/contacts", contact).json();
        assertThat(made.getString("email")).isEqualTo("mia@example.test");
        String path = "/api/v1/contacts/" + made.getString("id");
        assertThat(change(path, pasted("mia.two@example.test")).json().getString("email"))
                .isEqualTo("mia.two@example.test");
        var refused = change(path, "mia@example");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains(WITHOUT_DOT);
    }

    @Test
    void a_file_is_imported_with_it() {
        String file = "region,givenName,familyName,email\n"
                + "au,Leo,Pasted,\"Two, Leo <leo@example.test>\"\nau,Noah,Pasted,noah@example\n";
        JsonObject result =
                ADMIN.raw("POST", "/api/v1/contacts/import", "text/csv", file).json();
        assertThat(WORLD.count("contact where email = 'leo@example.test'")).isEqualTo(1);
        assertThat(result.getJsonArray("rows").getJsonObject(1).getString("reason"))
                .contains(WITHOUT_DOT);
    }

    @Test
    void staff_are_asked_back_before_anything_is_written() {
        assertThat(checked(pasted("Anna@Example.test")))
                .isEqualTo(new JsonObject()
                        .put("address", "anna@example.test")
                        .putNull("suggestion")
                        .putNull("problem"));
        assertThat(checked("anna@gmail.con").getString("suggestion")).isEqualTo("anna@gmail.com");
        assertThat(checked("anna@gmail.con").getString("problem")).isNull();
        assertThat(checked("anna@example").getString("problem")).contains(WITHOUT_DOT);
        assertThat(checked("anna@gmail,com").getString("suggestion")).isEqualTo("anna@gmail.com");
    }

    private static JsonObject checked(String typed) {
        return ADMIN.post("/api/v1/addresses/check", new JsonObject().put("address", typed))
                .json();
    }

    private static Browser.Answer change(String path, String email) {
        return ADMIN.raw(
                "PATCH",
                path,
                "application/json",
                new JsonObject().put("email", email).encode());
    }
}
