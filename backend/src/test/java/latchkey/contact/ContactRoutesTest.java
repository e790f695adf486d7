package latchkey.contact;

import static latchkey.contact.Contacts.contact;
import static latchkey.contact.Contacts.id;
import static latchkey.contact.Contacts.patch;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.List;
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
        var made = Contacts.create(ADMIN, "au", "Jane", "Quillfeather", "Jane.Q@Example.test ");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().getString("email")).isEqualTo("jane.q@example.test");
        assertThat(made.json().getJsonObject("portal").getString("status")).isEqualTo("NOT_INVITED");
        assertThat(names("search=illfea")).containsExactly("Quillfeather");
        assertThat(names("search=feather%20jan")).containsExactly("Quillfeather");
        assertThat(names("search=qu")).contains("Quillfeather");
        assertThat(names("search=i%25illfea")).isEmpty();
        assertThat(names("search=.llfea")).containsExactly("Quillfeather");
        assertThat(names("search=illfea&region=nz")).isEmpty();
        assertThat(names("search=illfea&status=ACTIVE")).isEmpty();
    }

    @Test
    void contacts_are_sorted_and_paged() {
        for (String name : List.of("Zorro", "Zander", "Zimt")) {
            assertThat(Contacts.create(ADMIN, "us", "Sorted", name, name + "@example.test")
                            .status())
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
        String id = Contacts.create(ADMIN, "au", "Ann", "Elsewhere", "ann@example.test")
                .json()
                .getString("id");
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
        var made = Contacts.create(ADMIN, "nz", "Two", "Colleagues", "two@example.test")
                .json();
        String path = "/api/v1/contacts/" + made.getString("id");
        int version = made.getInteger("version");
        var first =
                patch(SUPPORT, path, new JsonObject().put("version", version).put("phone", "+64 1"));
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.json().getString("phone")).isEqualTo("+64 1");
        var second = patch(ADMIN, path, new JsonObject().put("version", version).put("phone", "+64 2"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().getString("type")).endsWith("/conflict");
        var huge = new JsonObject()
                .put("phone", "+64 3")
                .put("version", BigInteger.TWO.pow(64).add(BigInteger.TWO));
        assertThat(patch(ADMIN, path, huge).status())
                .as("the second version, if all above 64 bits were dropped")
                .isEqualTo(400);
        assertThat(WORLD.count("event where kind = 'contact-changed' and contact_id = $1", id(made)))
                .isEqualTo(1);
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
        for (String name : List.of(
                "a\u202Eb",
                "a\u2066b",
                "a\u200Fb",
                "a\u2028b",
                "a\u2029b",
                "a\u0085b",
                "a\nb",
                "\u200b",
                "\u00a0",
                "\u3164",
                "a\u2060b")) {
            var refused = Contacts.create(ADMIN, "au", name, "Unlined", "unlined@example.test");
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("givenName");
        }
        assertThat(Contacts.create(ADMIN, "au", "Zoë‌ 李 עברית", "O’Unlined", "lined@example.test")
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
}
