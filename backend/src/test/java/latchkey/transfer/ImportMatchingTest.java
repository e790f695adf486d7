package latchkey.transfer;

import static latchkey.testing.Eventually.eventually;
import static latchkey.transfer.Imports.imported;
import static latchkey.transfer.Imports.reason;
import static latchkey.transfer.Imports.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.link.Purpose;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Which contact a row is, and what its change does. */
class ImportMatchingTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser ADMIN = STAFF.newAdmin();
    private static final Browser SUPPORT = STAFF.newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
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
    void an_import_that_is_interrupted_leaves_nothing() throws Exception {
        UUID held = WORLD.contact("us", "held@example.test");
        WORLD.sql("update contact set reference = 'H-1' where id = $1", held);
        var other = World.await(WORLD.pool().getConnection());
        World.await(other.query("begin").execute());
        World.await(other.preparedQuery("select from contact where id = $1 for update")
                .execute(Tuple.of(held)));
        var file = new StringBuilder(
                "region,givenName,familyName,email,reference\nus,Robin,Zz in the last piece,held@example.test,H-1\n");
        for (int i = 0; i < 4_500; i++) {
            file.append("us,Inter,Rupted,interrupted").append(i).append("@example.test,\n");
        }
        var answer = World.meanwhile(() -> ADMIN.raw(
                "POST", "/api/v1/contacts/import", "text/csv", file.toString().getBytes(StandardCharsets.UTF_8)));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        WORLD.interrupt("update import_row");
        assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(503);
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
        var answer = World.meanwhile(() -> imported(ADMIN, "", file));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        World.await(colleague.query("commit").execute().compose(committed -> colleague.close()));
        JsonObject result = answer.get(60, TimeUnit.SECONDS);
        assertThat(verdicts(result)).containsExactly("REFUSED", "NEW");
        assertThat(reason(result, 0)).contains("while the file was being imported");
        assertThat(WORLD.count("contact where email = 'right@example.test' and version = 2"))
                .isEqualTo(1);
    }

    /** The job that the row joins is locked after the rows were compared and before they are written. */
    @Test
    void a_contact_that_is_added_while_its_row_waits_is_not_added_again() throws Exception {
        UUID job = UUID.randomUUID();
        WORLD.sql("insert into job (id, region, reference, name) values ($1, 'us', 'TW-1', 'Lot')", job);
        var colleague = World.await(WORLD.pool().getConnection());
        World.await(colleague.query("begin").execute());
        World.await(colleague
                .preparedQuery("select from job where id = $1 for update")
                .execute(Tuple.of(job)));
        String file = "region,Job Number,First Name,Last Name,Email\nus,TW-1,Robin,Sample,twin@example.test\n";
        var answer = World.meanwhile(() -> imported(ADMIN, "", file));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        WORLD.contact("us", "twin@example.test");
        World.await(colleague.query("rollback").execute().compose(committed -> colleague.close()));
        assertThat(verdicts(answer.get(60, TimeUnit.SECONDS))).containsExactly("REFUSED");
        assertThat(WORLD.count("contact where email = 'twin@example.test'")).isEqualTo(1);
        assertThat(WORLD.count("job_person where job_id = $1", job)).isZero();
    }

    @Test
    void a_contact_that_goes_while_its_row_waits_is_not_counted_as_changed() throws Exception {
        UUID contact = WORLD.contact("us", "going@example.test");
        WORLD.sql("update contact set reference = 'G-1' where id = $1", contact);
        var colleague = World.await(WORLD.pool().getConnection());
        World.await(colleague.query("begin").execute());
        World.await(colleague.preparedQuery("delete from contact where id = $1").execute(Tuple.of(contact)));
        String file = "region,givenName,familyName,reference\nus,Robin,Gone,G-1\n";
        var answer = World.meanwhile(() -> imported(ADMIN, "", file));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        World.await(colleague.query("commit").execute().compose(committed -> colleague.close()));
        assertThat(verdicts(answer.get(60, TimeUnit.SECONDS))).containsExactly("REFUSED");
    }

    @Test
    void two_rows_that_would_change_the_same_contact_are_told_apart() {
        WORLD.contact("nz", "shared.row@example.test");
        String file = """
            givenName,familyName,email,reference
            Robin,Sample,shared.row@example.test,S-1
            Robin,Sample,shared.row@example.test,S-2
            """;
        JsonObject result = imported(SUPPORT, "", file);
        assertThat(verdicts(result)).containsExactly("CHANGED", "REFUSED");
        assertThat(reason(result, 1)).endsWith("row 2");
        assertThat(WORLD.count("contact where email = 'shared.row@example.test' and reference = 'S-1'"))
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
    void an_address_alone_gives_nobody_another_name() {
        UUID first = WORLD.contact("nz", "first.of.two@example.test");
        String file = "givenName,familyName,email\nMia,Sample,first.of.two@example.test\n";
        assertThat(verdicts(imported(SUPPORT, "", file))).containsExactly("NEW");
        assertThat(verdicts(imported(SUPPORT, "", file))).containsExactly("UNCHANGED");
        assertThat(WORLD.count("contact where id = $1 and given_name = 'Robin' and version = 1", first))
                .isEqualTo(1);
        assertThat(WORLD.count("contact where email = 'first.of.two@example.test'"))
                .isEqualTo(2);
    }

    @Test
    void two_people_of_one_list_may_share_an_address_and_one_person_stands_in_it_once() {
        String file = """
            givenName,familyName,email
            Ann,Pair,pair@example.test
            Ben,Pair,pair@example.test
            ÁNN,Pair,pair@example.test
            """;
        JsonObject result = imported(SUPPORT, "", file);
        assertThat(verdicts(result)).containsExactly("NEW", "NEW", "REFUSED");
        assertThat(result.getJsonArray("rows").getJsonObject(1).getJsonArray("warnings"))
                .containsExactly("Row 2 has this address too, under another name");
        assertThat(reason(result, 2)).endsWith("row 2");
        assertThat(result.getJsonObject("warnings")).isEqualTo(new JsonObject().put("SHARED_ADDRESS", 1));
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
    void an_invited_client_gets_a_new_invitation_at_the_new_address() {
        String token = WORLD.invitation("au", "invited.old@example.test");
        WORLD.sql("update contact set reference = 'L-9' where email = 'invited.old@example.test'");
        String file = "region,givenName,familyName,email,reference\nau,Robin,Sample,invited.new@example.test,L-9\n";
        assertThat(imported(ADMIN, "?dryRun=true", file).encode()).contains("a new one goes to this one");
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(200);
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("CHANGED");
        assertThat(WORLD.portal("au").get("/invitation/" + token).body())
                .contains("Your email address was changed after this invitation was sent.");
        assertThat(WORLD.count("contact where email = 'invited.new@example.test' and portal = 'INVITED'"))
                .isEqualTo(1);
        assertThat(WORLD.count("mail where kind = 'invitation' and recipient = 'invited.new@example.test'"))
                .isEqualTo(1);
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("UNCHANGED");
    }

    /** There is no way in by an address that the contact no longer has. */
    @Test
    void an_address_that_nobody_can_be_invited_at_ends_the_invitation() {
        WORLD.account("au", "has.account@example.test");
        String token = WORLD.invitation("au", "wants.it@example.test");
        WORLD.sql("update contact set reference = 'L-10' where email = 'wants.it@example.test'");
        String file = "region,givenName,familyName,email,reference\nau,Robin,Sample,has.account@example.test,L-10\n";
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("CHANGED");
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(410);
        assertThat(WORLD.count("contact where reference = 'L-10' and portal = 'REVOKED'"))
                .isEqualTo(1);
    }

    @Test
    void no_account_moves_before_its_owner_confirms_it() {
        WORLD.account("au", "moved.old@example.test");
        WORLD.sql("update contact set reference = 'A-9' where email = 'moved.old@example.test'");
        Browser client = WORLD.portal("au");
        eventually(
                () -> client.post("/login", "email", "moved.old@example.test", "password", World.PASSWORD),
                answer -> assertThat(answer.status()).isEqualTo(303));
        String file = "region,givenName,familyName,email,phone,reference\n"
                + "au,Robin,Sample,moved.new@example.test,0400 1,A-9\n";
        assertThat(imported(ADMIN, "?dryRun=true", file).encode()).contains("until this one is confirmed by email");
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("CHANGED");
        assertThat(client.get("/account").status()).isEqualTo(200);
        assertThat(WORLD.count("account where email = 'moved.old@example.test'"))
                .isEqualTo(1);
        assertThat(WORLD.count(
                        "contact where email = 'moved.old@example.test' and phone = '0400 1' and reference = 'A-9'"))
                .isEqualTo(1);
        assertThat(WORLD.count("mail where (kind, recipient) in (('address-confirmation', 'moved.new@example.test'),"
                        + " ('address-change-requested', 'moved.old@example.test'))"))
                .isEqualTo(2);
        assertThat(verdicts(imported(ADMIN, "", file))).as("asked for already").containsExactly("UNCHANGED");
        String token = WORLD.token(Purpose.ADDRESS, "au", "moved.new@example.test");
        assertThat(client.post("/confirm-address/" + token).status()).isEqualTo(303);
        assertThat(WORLD.count("account where email = 'moved.new@example.test'"))
                .isEqualTo(1);
    }
}
