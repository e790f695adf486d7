package latchkey.transfer;

import static latchkey.transfer.Imports.imported;
import static latchkey.transfer.Imports.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
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
            New;Person;new@example.test;;J-2
            """;
        JsonObject result = imported(SUPPORT, "?dryRun=true", file);
        assertThat(result.getBoolean("written")).isFalse();
        assertThat(verdicts(result)).containsExactly("UNCHANGED", "CHANGED", "NEW", "REFUSED", "REFUSED", "REFUSED");
        assertThat(result.getJsonObject("mapping").getString("reference")).isEqualTo("Job Number");
        assertThat(result.getJsonArray("rows").getJsonObject(1).getJsonObject("changes"))
                .isEqualTo(
                        new JsonObject().put("phone", "").put("reference", "").put("job", ""));
        assertThat(result.getJsonArray("rows").getJsonObject(3).getInteger("row"))
                .isEqualTo(5);
        assertThat(WORLD.count("contact where email = 'new@example.test'")).isZero();
    }

    @Test
    void the_usual_region_is_one_that_the_member_sees() {
        var answer = SUPPORT.raw(
                "POST",
                "/api/v1/contacts/import?region=au",
                "text/csv",
                "Name,Email\nElse Where,else.where@example.test\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("region");
        assertThat(WORLD.count("contact where email = 'else.where@example.test'"))
                .isZero();
    }

    @Test
    void many_titles_before_a_name_end_no_import() {
        String file = "Name,Email\n" + "Mr ".repeat(4_000) + "Ek,titled@example.test\nEve Plain,plain@example.test\n";
        assertThat(verdicts(imported(SUPPORT, "?dryRun=true", file))).containsExactly("REFUSED", "NEW");
    }

    @Test
    void a_text_has_as_many_columns_as_a_workbook() {
        String file = "Name,Email" + ",x".repeat(998) + ",Phone\nEve Wide,wide@example.test" + ",y".repeat(998)
                + ",0211234567\n";
        JsonObject result = imported(SUPPORT, "?dryRun=true", file);
        assertThat(verdicts(result)).containsExactly("NEW");
        assertThat(result.getJsonObject("mapping").getString("phone")).isNull();
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
    void a_damaged_workbook_is_named_as_one_whatever_its_name() {
        byte[] workbook = {'P', 'K', 3, 4, 20, 0, 6, 0, ',', '\n', 'x'};
        var answer = SUPPORT.raw("POST", "/api/v1/contacts/import?dryRun=true", "text/csv", workbook);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("is not a workbook that can be read");
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
        assertThat(ADMIN.raw(
                                "POST",
                                "/api/v1/contacts/import?dryRun=true&mapping=%7B%22email%22:%22a%22,%22email%22:%22b%22%7D",
                                "text/csv",
                                "a,b\n1,2\n")
                        .json()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getMap())
                .containsEntry("field", "mapping")
                .containsEntry("message", "is not a JSON object that has each field only once");
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
    void tabs_separate_cells() {
        String file = "First Name\tLast Name\tEmail\nTabea\tTabs, really; so\ttabs@example.test\n";
        assertThat(verdicts(imported(SUPPORT, "", file))).containsExactly("NEW");
        assertThat(WORLD.count("contact where given_name = 'Tabea' and family_name = 'Tabs, really; so'"))
                .isEqualTo(1);
    }
}
