package latchkey.transfer;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void a_dry_run_judges_each_row_and_writes_nothing() {
        WORLD.contact("nz", "known@example.test");
        String file = """
            First Name;Last Name;E-mail;Mobile;Job Number
            Robin;Sample;known@example.test;;
            Robin;Sample;KNOWN@example.test ;+64 1;J-1
            New;Person;new@example.test;;J-2
            ;Nameless;x@example.test;;
            Bad;Address;a@x.test,b@y.test;;
            Same;Reference;other@example.test;;J-2
            """;
        JsonObject result = imported(SUPPORT, "?dryRun=true", file);
        assertThat(result.getBoolean("written")).isFalse();
        assertThat(verdicts(result)).containsExactly("UNCHANGED", "CHANGED", "NEW", "REFUSED", "REFUSED", "REFUSED");
        assertThat(result.getJsonObject("mapping").getString("reference")).isEqualTo("Job Number");
        assertThat(result.getJsonArray("rows").getJsonObject(1).getJsonObject("changes"))
                .isEqualTo(new JsonObject().put("phone", "").put("reference", ""));
        assertThat(result.getJsonArray("rows").getJsonObject(3).getInteger("row"))
                .isEqualTo(5);
        assertThat(WORLD.count("contact where email = 'new@example.test'")).isZero();
    }

    @Test
    void accepted_rows_are_written_together() {
        String file = """
            region,givenName,familyName,email,phone,reference
            New Zealand,Ann,Writer,ann@example.test,,W-1
            au,Ben,Writer,ben@example.test,'+61 2,W-2
            mars,Cid,Writer,cid@example.test,,W-3
            """;
        JsonObject result = imported(ADMIN, "", file);
        assertThat(verdicts(result)).containsExactly("NEW", "NEW", "REFUSED");
        assertThat(result.getBoolean("written")).isTrue();
        assertThat(WORLD.count("contact where reference = 'W-2' and phone = '+61 2' and region = 'au'"))
                .isEqualTo(1);
        assertThat(WORLD.count("event where kind = 'contact-imported'")).isGreaterThanOrEqualTo(2);
        assertThat(verdicts(imported(ADMIN, "", file.replace("Ann", "Anne"))))
                .containsExactly("CHANGED", "UNCHANGED", "REFUSED");
        assertThat(WORLD.count("contact where reference = 'W-1' and given_name = 'Anne'"))
                .isEqualTo(1);
        assertThat(verdicts(imported(SUPPORT, "?dryRun=true", file))).containsExactly("CHANGED", "REFUSED", "REFUSED");
    }

    @Test
    void old_spreadsheets_are_understood() {
        byte[] file =
                "Surname;Firstname;Email\r\nMüller;Zoë;zoe@example.test\r\n".getBytes(Charset.forName("windows-1252"));
        var answer = SUPPORT.raw("POST", "/api/v1/contacts/import", "text/csv", file);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(WORLD.count("contact where family_name = 'Müller' and given_name = 'Zoë'"))
                .isEqualTo(1);
    }

    @Test
    void a_workbook_with_the_name_of_a_csv_file_is_none() {
        byte[] workbook = {'P', 'K', 3, 4, 20, 0, 6, 0, ',', '\n', 'x'};
        var answer = SUPPORT.raw("POST", "/api/v1/contacts/import?dryRun=true", "text/csv", workbook);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("is not a CSV file");
    }

    @Test
    void an_address_of_another_account_is_refused() {
        WORLD.account("nz", "first@example.test");
        WORLD.account("nz", "second@example.test");
        WORLD.sql("update contact set reference = 'A-1' where email = 'first@example.test'");
        JsonObject result =
                imported(SUPPORT, "", "givenName,familyName,email,reference\nRobin,Sample,second@example.test,A-1\n");
        assertThat(verdicts(result)).containsExactly("REFUSED");
    }

    @Test
    void no_exported_cell_runs_as_a_formula_and_all_come_back() {
        String file = """
            region,givenName,familyName,email,phone,reference
            us,=1+1,@cmd,formula@example.test,'+1 2,-5
            """;
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("NEW");
        var answer = ADMIN.get("/api/v1/contacts/export?search=formula");
        assertThat(answer.headers().get("content-type")).startsWith("text/csv");
        assertThat(answer.body())
                .startsWith("\uFEFFregion,givenName")
                .contains("us,'=1+1,'@cmd,formula@example.test,'+1 2,'-5,NOT_INVITED");
        JsonObject again = imported(ADMIN, "?dryRun=true", answer.body());
        assertThat(verdicts(again)).containsExactly("UNCHANGED");
        assertThat(SUPPORT.get("/api/v1/contacts/export?search=formula").body()).doesNotContain("formula@");
    }

    @Test
    void what_is_no_csv_is_refused() {
        assertThat(ADMIN.raw("POST", "/api/v1/contacts/import", "application/json", "{}")
                        .status())
                .isEqualTo(415);
        assertThat(ADMIN.raw("POST", "/api/v1/contacts/import", "text/csv", "").status())
                .isEqualTo(400);
        assertThat(ADMIN.raw("POST", "/api/v1/contacts/import?mapping=%5B", "text/csv", "a,b\n1,2\n")
                        .status())
                .isEqualTo(400);
        assertThat(ADMIN.raw("POST", "/api/v1/contacts/import", "text/csv", "a\u0000,\"b\n1")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void many_rows_come_in_and_go_out() {
        var file = new StringBuilder("region,givenName,familyName,email,reference\n");
        for (int i = 0; i < 2_000; i++) {
            file.append("us,Many,Rows")
                    .append(i)
                    .append(",rows")
                    .append(i)
                    .append("@example.test,R")
                    .append(i)
                    .append('\n');
        }
        JsonObject result = imported(ADMIN, "", file.toString());
        assertThat(result.getJsonObject("counts").getInteger("NEW")).isEqualTo(2_000);
        var export = ADMIN.get("/api/v1/contacts/export?search=rows&region=us");
        assertThat(export.body().lines().count()).isEqualTo(2_001);
    }

    @Test
    void an_import_that_is_interrupted_leaves_nothing() throws Exception {
        UUID held = WORLD.contact("us", "held@example.test");
        var other = World.await(WORLD.pool().getConnection());
        World.await(other.query("begin").execute());
        World.await(other.preparedQuery("select from contact where id = $1 for update")
                .execute(Tuple.of(held)));
        var file = new StringBuilder(
                "region,givenName,familyName,email\nus,Robin,Zz in the last piece,held@example.test\n");
        for (int i = 0; i < 4_500; i++) {
            file.append("us,Inter,Rupted,interrupted").append(i).append("@example.test\n");
        }
        var answer = CompletableFuture.supplyAsync(() -> ADMIN.raw(
                "POST", "/api/v1/contacts/import", "text/csv", file.toString().getBytes(StandardCharsets.UTF_8)));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        WORLD.interrupt("update import_row");
        assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(503);
        World.await(other.query("rollback").execute().compose(rolledBack -> other.close()));
        assertThat(WORLD.count("contact where email like 'interrupted%'")).isZero();
        assertThat(WORLD.count("event where contact_id = $1", held)).isZero();
        assertThat(WORLD.count("contact where id = $1 and family_name = 'Sample'", held))
                .isEqualTo(1);
    }

    @Test
    void a_contact_that_is_changed_while_its_row_waits_keeps_the_change() throws Exception {
        UUID contact = WORLD.contact("us", "wrong@example.test");
        WORLD.sql("update contact set reference = 'M-1' where id = $1", contact);
        var colleague = World.await(WORLD.pool().getConnection());
        World.await(colleague.query("begin").execute());
        World.await(colleague
                .preparedQuery("update contact set email = 'right@example.test', version = version + 1 where id = $1")
                .execute(Tuple.of(contact)));
        String file = """
            region,givenName,familyName,email,reference
            us,Robin,Sample,stale@example.test,M-1
            us,Another,Row,another.row@example.test,M-2
            """;
        var answer = CompletableFuture.supplyAsync(() -> imported(ADMIN, "", file));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        World.await(colleague.query("commit").execute().compose(committed -> colleague.close()));
        JsonObject result = answer.get(20, TimeUnit.SECONDS);
        assertThat(verdicts(result)).containsExactly("REFUSED", "NEW");
        assertThat(reason(result, 0)).contains("while the file was being imported");
        assertThat(WORLD.count("contact where email = 'right@example.test' and version = 2"))
                .isEqualTo(1);
    }

    @Test
    void two_rows_that_would_change_the_same_contact_are_told_apart() {
        WORLD.contact("nz", "shared.row@example.test");
        String file = """
            givenName,familyName,email,reference
            First,Row,shared.row@example.test,S-1
            Second,Row,shared.row@example.test,S-2
            """;
        JsonObject result = imported(SUPPORT, "", file);
        assertThat(verdicts(result)).containsExactly("CHANGED", "REFUSED");
        assertThat(reason(result, 1)).endsWith("row 2");
        assertThat(WORLD.count("contact where given_name = 'First' and reference = 'S-1'"))
                .isEqualTo(1);
    }

    @Test
    void a_row_is_a_contact_of_its_own_region_alone() {
        UUID elsewhere = WORLD.contact("au", "same.everywhere@example.test");
        WORLD.sql("update contact set reference = 'E-1' where id = $1", elsewhere);
        UUID mail = WORLD.contact("us", "mail.everywhere@example.test");
        String file = """
            region,givenName,familyName,email,reference
            nz,Moved,Over,same.everywhere@example.test,E-1
            nz,Moved,Over,mail.everywhere@example.test,
            """;
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("NEW", "NEW");
        assertThat(WORLD.count(
                        "contact where id in ($1, $2) and given_name = 'Robin' and version = 1", elsewhere, mail))
                .isEqualTo(2);
        assertThat(WORLD.count("contact where region = 'nz' and email like '%.everywhere@example.test'"))
                .isEqualTo(2);
    }

    @Test
    void the_name_decides_among_contacts_that_share_an_address() {
        WORLD.contact("nz", "couple@example.test");
        UUID second = WORLD.contact("nz", "couple@example.test");
        WORLD.sql("update contact set given_name = 'Alex' where id = $1", second);
        String file = "givenName,familyName,email,phone\nALEX,sample,couple@example.test,+64 9\n";
        assertThat(verdicts(imported(SUPPORT, "", file))).containsExactly("CHANGED");
        assertThat(WORLD.count("contact where phone = '+64 9' and id = $1", second))
                .isEqualTo(1);
    }

    @Test
    void another_reference_is_another_person() {
        UUID known = WORLD.contact("nz", "referred@example.test");
        WORLD.sql("update contact set reference = 'R-1' where id = $1", known);
        String file = "givenName,familyName,email,reference\nRobin,Sample,referred@example.test,R-2\n";
        assertThat(verdicts(imported(SUPPORT, "", file))).containsExactly("NEW");
        assertThat(WORLD.count("contact where id = $1 and reference = 'R-1'", known))
                .isEqualTo(1);
    }

    @Test
    void a_new_address_ends_the_open_link() {
        String token = WORLD.invitation("au", "invited.old@example.test");
        WORLD.sql("update contact set reference = 'L-9' where email = 'invited.old@example.test'");
        String file = "region,givenName,familyName,email,reference\nau,Robin,Sample,invited.new@example.test,L-9\n";
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(200);
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("CHANGED");
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(410);
        assertThat(WORLD.count("contact where email = 'invited.new@example.test' and portal = 'REVOKED'"))
                .isEqualTo(1);
    }

    @Test
    void an_account_that_gets_another_address_is_signed_out_and_the_old_address_told() {
        WORLD.account("au", "moved.old@example.test");
        WORLD.sql("update contact set reference = 'A-9' where email = 'moved.old@example.test'");
        Browser client = WORLD.portal("au");
        eventually(
                () -> client.post("/login", "email", "moved.old@example.test", "password", World.PASSWORD),
                answer -> assertThat(answer.status()).isEqualTo(303));
        assertThat(client.get("/account").status()).isEqualTo(200);
        String file = "region,givenName,familyName,email,reference\nau,Robin,Sample,moved.new@example.test,A-9\n";
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("CHANGED");
        assertThat(client.get("/account").status()).isEqualTo(303);
        assertThat(WORLD.count("mail where kind = 'address-changed' and recipient = 'moved.old@example.test' and"
                        + " region = 'au'"))
                .isEqualTo(1);
        assertThat(WORLD.count("account where email = 'moved.new@example.test'"))
                .isEqualTo(1);
    }

    @Test
    void tabs_separate_cells() {
        String file = "First Name\tLast Name\tEmail\nTabea\tTabs, really; so\ttabs@example.test\n";
        assertThat(verdicts(imported(SUPPORT, "", file))).containsExactly("NEW");
        assertThat(WORLD.count("contact where given_name = 'Tabea' and family_name = 'Tabs, really; so'"))
                .isEqualTo(1);
    }

    private static String reason(JsonObject result, int row) {
        return result.getJsonArray("rows").getJsonObject(row).getString("reason");
    }

    private static JsonObject imported(Browser member, String query, String file) {
        var answer = member.raw(
                "POST", "/api/v1/contacts/import" + query, "text/csv", file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> verdicts(JsonObject result) {
        return result.getJsonArray("rows").stream()
                .map(row -> ((JsonObject) row).getString("verdict"))
                .toList();
    }
}
