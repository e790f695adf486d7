package latchkey.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ContactRoutesTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_contact_is_created_and_found_by_part_of_a_word() {
        var made = create("au", "Jane", "Quillfeather", "Jane.Q@Example.test ");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().getString("email")).isEqualTo("jane.q@example.test");
        assertThat(made.json().getJsonObject("portal").getString("status")).isEqualTo("NOT_INVITED");
        assertThat(names("search=illfea")).containsExactly("Quillfeather");
        assertThat(names("search=feather%20jan")).containsExactly("Quillfeather");
        assertThat(names("search=qu")).contains("Quillfeather");
        assertThat(names("search=%25illfea")).isEmpty();
        assertThat(names("search=_illfea")).isEmpty();
        assertThat(names("search=1.5")).isEmpty();
        assertThat(names("search=illfea&region=nz")).isEmpty();
        assertThat(names("search=illfea&status=ACTIVE")).isEmpty();
    }

    @Test
    void contacts_are_sorted_and_paged() {
        for (String name : List.of("Zorro", "Zander", "Zimt")) {
            assertThat(create("us", "Sorted", name, name + "@example.test").status())
                    .isEqualTo(201);
        }
        assertThat(names("search=sorted")).containsExactly("Zander", "Zimt", "Zorro");
        assertThat(names("search=sorted&order=desc&limit=2")).containsExactly("Zorro", "Zimt");
        assertThat(names("region=us&sort=email&offset=1&limit=1")).hasSize(1);
        for (String sort : List.of("name", "email", "reference", "region", "status", "invitedAt", "lastSignInAt")) {
            assertThat(names("sort=" + sort + "&order=desc")).isNotEmpty();
        }
        assertThat(ADMIN.get("/api/v1/contacts?search=sorted").json().getInteger("total"))
                .isEqualTo(3);
    }

    @Test
    void a_member_sees_the_own_regions_alone() {
        String id = create("au", "Ann", "Elsewhere", "ann@example.test").json().getString("id");
        assertThat(SUPPORT.get("/api/v1/contacts/" + id).status()).isEqualTo(404);
        assertThat(SUPPORT.get("/api/v1/contacts?search=elsewhere").json().getInteger("total"))
                .isZero();
        assertThat(SUPPORT.get("/api/v1/contacts?region=au&search=elsewhere")
                        .json()
                        .getInteger("total"))
                .isZero();
        var refused = SUPPORT.post("/api/v1/contacts", contact("au", "Ann", "Other", "other@example.test"));
        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void the_second_of_two_colleagues_is_told() {
        var made = create("nz", "Two", "Colleagues", "two@example.test").json();
        String path = "/api/v1/contacts/" + made.getString("id");
        int version = made.getInteger("version");
        var first =
                patch(SUPPORT, path, new JsonObject().put("version", version).put("phone", "+64 1"));
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.json().getString("phone")).isEqualTo("+64 1");
        var second = patch(ADMIN, path, new JsonObject().put("version", version).put("phone", "+64 2"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().getString("type")).endsWith("/conflict");
        assertThat(WORLD.count("event where kind = 'contact-changed' and contact_id = $1", id(made)))
                .isEqualTo(1);
    }

    @Test
    void another_address_ends_the_open_link() {
        var made = create("nz", "Moved", "Away", "old@example.test").json();
        String path = "/api/v1/contacts/" + made.getString("id");
        var invited = SUPPORT.send("POST", path + "/invitation");
        assertThat(invited.status()).as(invited.body()).isEqualTo(202);
        assertThat(portal(invited).getString("status")).isEqualTo("INVITED");
        assertThat(portal(invited).getString("invitedBy")).isEqualTo("Sandy Staff");
        assertThat(portal(invited).getJsonObject("mail").getString("status")).isEqualTo("QUEUED");
        var moved = patch(SUPPORT, path, new JsonObject().put("email", "new@example.test"));
        assertThat(portal(moved).getString("status")).isEqualTo("REVOKED");
        assertThat(WORLD.count("link where contact_id = $1 and ended_by = 'address'", id(made)))
                .isEqualTo(1);
    }

    @Test
    void an_account_that_gets_another_address_is_signed_out_and_the_old_address_told() {
        WORLD.account("nz", "before@example.test");
        UUID contact = idOf("before@example.test");
        String path = "/api/v1/contacts/" + contact;
        Browser client = WORLD.portal("nz");
        client.post("/login", "email", "before@example.test", "password", World.PASSWORD);
        client.post("/forgot-password", "email", "before@example.test");
        String token = WORLD.resetToken("nz", "before@example.test");
        assertThat(portal(patch(SUPPORT, path, new JsonObject().put("email", "after@example.test")))
                        .getString("accountEmail"))
                .isEqualTo("after@example.test");
        assertThat(client.get("/account").status()).isEqualTo(303);
        assertThat(client.get("/reset-password/" + token).status()).isEqualTo(410);
        assertThat(WORLD.count(
                        "mail where kind = 'address-changed' and contact_id = $1 and recipient = 'before@example.test'",
                        contact))
                .isEqualTo(1);
        assertThat(SUPPORT.get(path + "/events").body())
                .contains("Contact changed: email address (from before@example.test to after@example.test)");
    }

    @Test
    void another_phone_number_ends_nothing() {
        WORLD.account("nz", "calm@example.test");
        String path = "/api/v1/contacts/" + idOf("calm@example.test");
        Browser client = WORLD.portal("nz");
        client.post("/login", "email", "calm@example.test", "password", World.PASSWORD);
        var _ = patch(SUPPORT, path, new JsonObject().put("phone", "+64 3").put("email", "calm@example.test"));
        assertThat(client.get("/account").status()).isEqualTo(200);
        assertThat(WORLD.count("mail where kind = 'address-changed' and recipient = 'calm@example.test'"))
                .isZero();
    }

    @Test
    void an_account_is_disabled_and_enabled_and_reset() {
        WORLD.account("nz", "client@example.test");
        String path = "/api/v1/contacts/" + idOf("client@example.test");
        Browser client = WORLD.portal("nz");
        client.post("/login", "email", "client@example.test", "password", World.PASSWORD);
        assertThat(client.get("/account").status()).isEqualTo(200);
        var disabled = SUPPORT.send("POST", path + "/account/disable");
        assertThat(disabled.status()).as(disabled.body()).isEqualTo(200);
        assertThat(portal(disabled).getString("status")).isEqualTo("DISABLED");
        assertThat(portal(disabled).getString("disabledBy")).isEqualTo("Sandy Staff");
        assertThat(client.get("/account").status()).isEqualTo(303);
        assertThat(SUPPORT.send("POST", path + "/account/reset").status()).isEqualTo(409);
        assertThat(portal(SUPPORT.send("POST", path + "/account/enable")).getString("status"))
                .isEqualTo("ACTIVE");
        assertThat(SUPPORT.send("POST", path + "/account/reset").status()).isEqualTo(200);
        assertThat(WORLD.count("mail where kind = 'reset' and recipient = 'client@example.test'"))
                .isEqualTo(1);
        client.post("/login", "email", "client@example.test", "password", World.PASSWORD);
        assertThat(client.get("/account").status()).isEqualTo(200);
        assertThat(SUPPORT.send("POST", path + "/account/sign-out").status()).isEqualTo(200);
        assertThat(client.get("/account").location()).startsWith("/login");
        var invited = SUPPORT.send("POST", path + "/invitation");
        assertThat(invited.status()).isEqualTo(409);
        assertThat(invited.json().getString("type")).endsWith("/account-exists");
    }

    @Test
    void disabling_ends_the_open_link() {
        WORLD.account("nz", "linked@example.test");
        WORLD.portal("nz").post("/forgot-password", "email", "linked@example.test");
        String page = "/reset-password/" + WORLD.resetToken("nz", "linked@example.test");
        String path = "/api/v1/contacts/" + idOf("linked@example.test");
        assertThat(WORLD.portal("nz").get(page).status()).isEqualTo(200);

        assertThat(SUPPORT.send("POST", path + "/account/disable").status()).isEqualTo(200);

        assertThat(WORLD.portal("nz").get(page).status()).isEqualTo(410);
        assertThat(WORLD.count("link where email = 'linked@example.test' and ended_by = 'disabled'"))
                .isEqualTo(1);
        // Nor does it come back with the account.
        assertThat(SUPPORT.send("POST", path + "/account/enable").status()).isEqualTo(200);
        assertThat(WORLD.portal("nz").get(page).status()).isEqualTo(410);
    }

    @Test
    void an_address_of_another_account_is_refused_and_the_other_contact_named() {
        WORLD.account("nz", "taken@example.test");
        WORLD.account("nz", "free@example.test");
        UUID owner = idOf("taken@example.test");
        String path = "/api/v1/contacts/" + idOf("free@example.test");
        var refused = patch(SUPPORT, path, new JsonObject().put("email", "taken@example.test"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(409);
        assertThat(refused.json().getString("contactId")).isEqualTo(owner.toString());
        var needed = patch(SUPPORT, path, new JsonObject().putNull("email"));
        assertThat(needed.status()).isEqualTo(400);
        var second = create("nz", "Second", "Person", "taken@example.test").json();
        var invited = SUPPORT.send("POST", "/api/v1/contacts/" + second.getString("id") + "/invitation");
        assertThat(invited.status()).isEqualTo(409);
        assertThat(invited.json().getString("contactId")).isEqualTo(owner.toString());
    }

    @Test
    void an_invitation_is_revoked_once() {
        var made = create("nz", "Re", "Voked", "revoked@example.test").json();
        String path = "/api/v1/contacts/" + made.getString("id") + "/invitation";
        assertThat(SUPPORT.send("POST", path).status()).isEqualTo(202);
        assertThat(SUPPORT.send("DELETE", path).status()).isEqualTo(204);
        assertThat(SUPPORT.send("DELETE", path).status()).isEqualTo(409);
    }

    @Test
    void filters_have_counts() {
        var answer = SUPPORT.get("/api/v1/contacts/counts?search=sandy");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(SUPPORT.get("/api/v1/contacts/counts")
                        .json()
                        .getJsonObject("byRegion")
                        .fieldNames())
                .doesNotContain("au");
    }

    @Test
    void a_name_stays_on_its_line_and_turns_nothing_around() {
        for (String name : List.of("a\u202Eb", "a\u2066b", "a\u200Fb", "a\u2028b", "a\u2029b", "a\u0085b", "a\nb")) {
            var refused = create("au", name, "Unlined", "unlined@example.test");
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("givenName");
        }
        assertThat(create("au", "Zoë‌ 李 עברית", "O’Unlined", "lined@example.test")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void what_the_document_does_not_allow_names_its_field() {
        assertThat(fields(ADMIN.post("/api/v1/contacts", new JsonObject().put("region", "au"))))
                .contains("givenName", "familyName", "email");
        assertThat(fields(ADMIN.post("/api/v1/contacts", contact("au", "A", "B", "a@x.com,b@y.com"))))
                .containsExactly("email");
        assertThat(fields(ADMIN.post(
                        "/api/v1/contacts",
                        contact("au", "A", "B", "a@example.test").put("unknown", 1))))
                .containsExactly("unknown");
        assertThat(fields(ADMIN.get("/api/v1/contacts?limit=0"))).containsExactly("limit");
        assertThat(fields(ADMIN.get("/api/v1/contacts?limit=x"))).containsExactly("limit");
        assertThat(fields(ADMIN.get("/api/v1/contacts?sort=shoe"))).containsExactly("sort");
        assertThat(fields(ADMIN.get("/api/v1/contacts?sort=name&sort=email"))).containsExactly("sort");
    }

    private static List<String> fields(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
        return answer.json().getJsonArray("errors", new JsonArray()).stream()
                .map(error -> ((JsonObject) error).getString("field"))
                .toList();
    }

    private static List<String> names(String query) {
        var answer = ADMIN.get("/api/v1/contacts?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream()
                .map(contact -> ((JsonObject) contact).getString("familyName"))
                .toList();
    }

    private static JsonObject portal(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer.json().getJsonObject("portal");
    }

    private static Browser.Answer patch(Browser member, String path, JsonObject body) {
        return member.raw("PATCH", path, "application/json", body.encode());
    }

    private static Browser.Answer create(String region, String given, String family, String email) {
        return ADMIN.post("/api/v1/contacts", contact(region, given, family, email));
    }

    private static JsonObject contact(String region, String given, String family, String email) {
        return new JsonObject()
                .put("region", region)
                .put("givenName", given)
                .put("familyName", family)
                .put("email", email);
    }

    private static UUID id(JsonObject contact) {
        return UUID.fromString(contact.getString("id"));
    }

    private static UUID idOf(String email) {
        return WORLD.sql("select id from contact where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
    }
}
