package latchkey.transfer;

import static latchkey.testing.Eventually.eventually;
import static latchkey.transfer.Imports.imported;
import static latchkey.transfer.Imports.reason;
import static latchkey.transfer.Imports.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists in which a person stands more than once. */
class ImportRepeatedTest {

    private static final World WORLD = World.start();
    private static final Browser SUPPORT = new StaffMembers(WORLD).newSupport("nz");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    /** The name tells the cases apart. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        job and none    | J-1,,A,%s,x@example.test   | ,,A,%s,x@example.test        | NEW, UNCHANGED
        none and job    | ,,B,%s,x@example.test      | J-2,,B,%s,x@example.test     | UNCHANGED, NEW
        own and none    | ,R-1,C,%s,x@example.test   | ,,C,%s,x@example.test        | NEW, REFUSED
        none and own    | ,,D,%s,x@example.test      | ,R-2,D,%s,x@example.test     | REFUSED, NEW
        own and job     | ,R-3,E,%s,x@example.test   | J-3,,E,%s,x@example.test     | NEW, CHANGED
        job no address  | J-4,,F,%s,x@example.test   | J-4,,F,%s,                   | NEW, REFUSED
        address after   | J-5,,G,%s,                 | J-5,,G,%s,x@example.test     | REFUSED, NEW
        two jobs        | J-6,,H,%s,x@example.test   | J-7,,H,%s,x@example.test     | NEW, CHANGED
        two references  | ,R-4,I,%s,x@example.test   | ,R-5,I,%s,x@example.test     | NEW, NEW
        an accent       | J-8,,Ána,%s,x@example.test | J-9,,Ana,%s,x@example.test   | NEW, REFUSED
        """)
    void a_person_becomes_one_contact(String family, String first, String second, String expected) {
        String file = "Job number,Reference,First name,Last name,Email\n" + first.formatted(family) + "\n"
                + second.formatted(family) + "\n";
        List<String> wanted = List.of(expected.split(", "));
        assertThat(verdicts(imported(SUPPORT, "?dryRun=true", file))).isEqualTo(wanted);
        JsonObject result = imported(SUPPORT, "", file);
        assertThat(verdicts(result)).isEqualTo(wanted);
        assertThat(WORLD.count("contact where family_name = $1", family))
                .isEqualTo(wanted.stream().filter("NEW"::equals).count());
        assertThat(verdicts(imported(SUPPORT, "", file)))
                .as("a second time")
                .isEqualTo(wanted.stream()
                        .map(verdict -> verdict.equals("REFUSED") ? verdict : "UNCHANGED")
                        .toList());
    }

    @Test
    void a_row_that_would_write_over_another_one_names_it() {
        JsonObject result = imported(SUPPORT, "?dryRun=true", """
            Job number,First name,Last name,Email,Phone
            ,Ann,Twice,ann.twice@example.test,021 111 2222
            K-1,Ann,Twice,ann.twice@example.test,
            """);
        assertThat(verdicts(result)).containsExactly("REFUSED", "NEW");
        assertThat(reason(result, 0)).isEqualTo("The same person as in row 3");
    }

    @Test
    void a_contact_that_is_there_is_one_person_whatever_its_rows_are_matched_by() {
        UUID contact = WORLD.contact("nz", "there.twice@example.test");
        WORLD.sql("update contact set reference = 'T-1' where id = $1", contact);
        JsonObject result = imported(SUPPORT, "", """
            Reference,First name,Last name,Email
            T-1,Robyn,Sample,there.twice@example.test
            ,Robin,Sample,there.twice@example.test
            """);
        assertThat(verdicts(result)).containsExactly("CHANGED", "REFUSED");
        assertThat(reason(result, 1)).isEqualTo("The same person as in row 2");
    }

    /** A colleague adds the person of both rows while the import waits for a third one. */
    @Test
    void nobody_is_said_to_join_a_job_who_was_not_added() throws Exception {
        UUID held = WORLD.contact("nz", "held.up@example.test");
        WORLD.sql("update contact set reference = 'U-1' where id = $1", held);
        var colleague = World.await(WORLD.pool().getConnection());
        World.await(colleague.query("begin").execute());
        World.await(colleague
                .preparedQuery("select from contact where id = $1 for update")
                .execute(Tuple.of(held)));
        var answer = World.meanwhile(() -> imported(SUPPORT, "", """
            Job number,Reference,First name,Last name,Email
            ,U-1,Robin,Other,held.up@example.test
            L-1,,Una,Meanwhile,una@example.test
            L-2,,Una,Meanwhile,una@example.test
            """));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        WORLD.sql("insert into contact (id, region, given_name, family_name, email) values"
                + " (gen_random_uuid(), 'nz', 'Una', 'Meanwhile', 'una@example.test')");
        World.await(colleague.query("commit").execute().compose(committed -> colleague.close()));
        assertThat(verdicts(answer.get(60, TimeUnit.SECONDS))).containsExactly("CHANGED", "REFUSED", "REFUSED");
        assertThat(WORLD.count("contact where email = 'una@example.test'")).isEqualTo(1);
        assertThat(WORLD.count("job where reference like 'L-%'")).isZero();
    }
}
