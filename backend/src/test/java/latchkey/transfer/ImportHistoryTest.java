package latchkey.transfer;

import static latchkey.testing.Eventually.eventually;
import static latchkey.transfer.Imports.imported;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an import added can be found again, as the set that it is. */
class ImportHistoryTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");
    private static final String NAMES = "region,givenName,familyName,email,reference\n";

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void what_an_import_added_can_be_listed_counted_exported_and_invited() {
        WORLD.contact("au", "of.before@example.test");
        WORLD.sql("update contact set reference = 'B-1' where email = 'of.before@example.test'");
        String id = importId("""
            au,Robin,Changed,of.before@example.test,B-1
            au,Ann,Added,ann.added@example.test,
            us,Bo,Added,bo.added@example.test,
            us,,Refused,,
            """);
        assertThat(names(ADMIN, "import=" + id)).containsExactly("Ann", "Bo");
        assertThat(names(ADMIN, "search=bo&import=" + id)).containsExactly("Bo");
        assertThat(names(ADMIN, "region=au&import=" + id)).containsExactly("Ann");
        assertThat(ADMIN.get("/api/v1/contacts/counts?import=" + id).json()).isEqualTo(new JsonObject("""
            {"byStatus": {"NOT_INVITED": 2}, "byRegion": {"au": 1, "us": 1}, "mailTrouble": 0}
            """));
        assertThat(ADMIN.get("/api/v1/contacts/export?import=" + id).body())
                .contains("ann.added@", "bo.added@")
                .doesNotContain("of.before@");

        var selection = new JsonObject().put("filter", new JsonObject().put("import", id));
        assertThat(ADMIN.post("/api/v1/invitations/preview", selection).json().getInteger("allowed"))
                .isEqualTo(2);
        assertThat(ADMIN.post("/api/v1/invitations", selection).status()).isEqualTo(202);
        eventually(
                () -> names(ADMIN, "status=INVITED"),
                invited -> assertThat(invited).containsExactly("Ann", "Bo"));
    }

    @Test
    void who_imported_when_and_how_many_is_told_in_the_regions_of_the_one_who_asks() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String id = importId("""
            nz,Cleo,Told,cleo.told@example.test,
            nz,Dion,Told,dion.told@example.test,
            us,Elif,Told,elif.told@example.test,
            """);
        JsonObject newest = imports(ADMIN).getFirst();
        assertThat(newest.getString("id")).isEqualTo(id);
        assertThat(newest.getString("importedBy")).isEqualTo("Sandy Staff");
        assertThat(newest.getInstant("importedAt")).isAfterOrEqualTo(before);
        assertThat(newest.getInteger("added")).isEqualTo(3);
        assertThat(imports(SUPPORT).getFirst().getInteger("added")).isEqualTo(2);
        assertThat(names(SUPPORT, "import=" + id)).containsExactly("Cleo", "Dion");

        String elsewhere = importId("us,Finn,Elsewhere,finn@example.test,\n");
        assertThat(imports(SUPPORT)).extracting(one -> one.getString("id")).doesNotContain(elsewhere);
        assertThat(names(SUPPORT, "import=" + elsewhere)).isEmpty();
    }

    @Test
    void the_pieces_of_a_large_file_are_one_import() {
        var rows = new StringBuilder();
        for (int i = 0; i < 4_500; i++) {
            rows.append("us,Many,Pieces,,P-").append(i).append('\n');
        }
        String id = importId(rows.toString());
        assertThat(imports(ADMIN).getFirst().getInteger("added")).isEqualTo(4_500);
        assertThat(WORLD.count("contact where import_id = $1::text::uuid", id)).isEqualTo(4_500);
        assertThat(ADMIN.get("/api/v1/contacts?limit=1&import=" + id).json().getInteger("total"))
                .isEqualTo(4_500);
    }

    @Test
    void an_import_that_adds_nobody_leaves_no_trace_but_the_changes() {
        WORLD.contact("au", "only.changed@example.test");
        int before = imports(ADMIN).size();
        String row = "au,Robin,Sample,only.changed@example.test,C-1\n";
        assertThat(imported(ADMIN, "?dryRun=true", NAMES + row).getString("importId"))
                .isNull();
        assertThat(imported(ADMIN, "", NAMES + row).getString("importId")).isNull();
        assertThat(imports(ADMIN)).hasSize(before);
    }

    @Test
    void what_is_no_import_added_nobody() {
        assertThat(names(ADMIN, "import=nonsense")).isEmpty();
        assertThat(names(ADMIN, "import=0190b3a6-0000-7000-8000-000000000000")).isEmpty();
    }

    /** Without it everybody would be meant, and invited. */
    @Test
    void an_import_that_is_not_named_is_no_filter() {
        assertThat(ADMIN.get("/api/v1/contacts?import=").status()).isEqualTo(400);
        assertThat(ADMIN.get("/api/v1/contacts/export?import=%20").status()).isEqualTo(400);
        var nobody = new JsonObject().put("filter", new JsonObject().put("import", ""));
        assertThat(ADMIN.post("/api/v1/invitations/preview", nobody).status()).isEqualTo(400);
    }

    @Test
    void open_pages_hear_once_that_anything_may_have_changed() {
        var heard = new CopyOnWriteArrayList<String>();
        var listener = World.await(PgConnection.connect(
                WORLD.vertx(), PgConnectOptions.fromUri(WORLD.database().url())));
        listener.notificationHandler(told -> heard.add(new JsonObject(told.getPayload()).getString("kind")));
        World.await(listener.query("listen latchkey_event").execute());
        var rows = new StringBuilder();
        for (int i = 0; i < 4_500; i++) {
            rows.append("us,Many,Heard,,H-").append(i).append('\n');
        }
        assertThat(importId(rows.toString())).isNotNull();
        eventually(() -> heard, told -> assertThat(told).isNotEmpty());
        assertThat(heard).containsOnlyOnce("anything").doesNotContain("contact-imported");
        World.await(listener.close());
    }

    private static String importId(String rows) {
        return imported(ADMIN, "", NAMES + rows).getString("importId");
    }

    private static List<JsonObject> imports(Browser member) {
        return member.get("/api/v1/imports").json().getJsonArray("items").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> names(Browser member, String query) {
        return member.get("/api/v1/contacts?" + query).json().getJsonArray("items").stream()
                .map(contact -> ((JsonObject) contact).getString("givenName"))
                .toList();
    }
}
