package latchkey.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static latchkey.transfer.Imports.imported;
import static latchkey.transfer.Imports.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.Eventually;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Lists of jobs and their people. */
class ImportJobsTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final Browser SUPPORT = STAFF.newSupport("au");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void the_people_of_a_job_are_added_with_it_and_a_second_time_nothing_changes() {
        String list = """
            Job Number,Job Name,First Name,Last Name,Email
            BT-1,Lot 1 Wattle Street,Anna,Lee,anna.lee@example.test
            BT-1,Lot 1 Wattle Street,Ben,Lee,anna.lee@example.test
            BT-2,Lot 2 Wattle Street,Cora,Day,cora@example.test
            """;
        JsonObject preview = imported(SUPPORT, "?dryRun=true", list);
        assertThat(verdicts(preview)).containsExactly("NEW", "NEW", "NEW");
        assertThat(preview.getJsonObject("mapping").getString("jobReference")).isEqualTo("Job Number");
        assertThat(preview.getJsonObject("mapping").getString("reference")).isEqualTo("Job Number");
        assertThat(jobs("BT-")).isEmpty();

        assertThat(verdicts(imported(SUPPORT, "", list))).containsOnly("NEW");
        assertThat(jobs("BT-"))
                .extracting(job -> job.getString("name"), job -> people(job))
                .containsExactly(
                        tuple("Lot 1 Wattle Street", List.of("Anna Lee", "Ben Lee")),
                        tuple("Lot 2 Wattle Street", List.of("Cora Day")));
        UUID anna = WORLD.sql("select id from contact where given_name = 'Anna'")
                .iterator()
                .next()
                .getUUID(0);
        assertThat(SUPPORT.get("/api/v1/contacts/" + anna + "/events").body())
                .contains("Added to the job BT-1, Lot 1 Wattle Street");

        assertThat(verdicts(imported(SUPPORT, "", list))).containsOnly("UNCHANGED");
    }

    @Test
    void a_contact_that_is_there_joins_the_job_and_keeps_its_own_reference() {
        UUID contact = WORLD.contact("au", "there@example.test");
        WORLD.sql("update contact set reference = 'C-7' where id = $1", contact);
        String list = "Job Number,First Name,Last Name,Email\nTH-1,Robin,Sample,there@example.test\n";
        JsonObject result = imported(SUPPORT, "", list);
        assertThat(verdicts(result)).containsExactly("CHANGED");
        assertThat(result.getJsonArray("rows")
                        .getJsonObject(0)
                        .getJsonObject("changes")
                        .fieldNames())
                .containsExactly("job");
        JsonObject now = SUPPORT.get("/api/v1/contacts/" + contact).json();
        assertThat(now.getString("reference")).isEqualTo("C-7");
        assertThat(now.getLong("version")).isEqualTo(1);
        assertThat(now.getJsonArray("jobs")).hasSize(1);
        assertThat(verdicts(imported(SUPPORT, "", list))).containsExactly("UNCHANGED");
    }

    @Test
    void one_person_in_two_jobs_is_one_contact() {
        JsonObject result = imported(SUPPORT, "", """
            Job No,Name,Email
            TWN-1,Dora Two,dora@example.test
            TWN-2,Dora Two,dora@example.test
            TWN-2,Dora Two,dora@example.test
            """);
        assertThat(verdicts(result)).containsExactly("NEW", "CHANGED", "UNCHANGED");
        assertThat(WORLD.count("contact where email = 'dora@example.test'")).isEqualTo(1);
        assertThat(jobs("TWN-")).extracting(ImportJobsTest::people).containsOnly(List.of("Dora Two"));
        assertThat(WORLD.count(
                        "job_person p join contact c on c.id = p.contact_id where c.email = 'dora@example.test'"))
                .isEqualTo(2);
    }

    @Test
    void whoever_is_one_too_many_is_a_contact_without_the_job() {
        String list = """
            Job,First name,Last name,Email
            FU-1,Eva,One,eva1@example.test
            FU-1,Eva,Two,eva2@example.test
            FU-1,Eva,Three,eva3@example.test
            FU-1,Eva,Four,eva4@example.test
            """;
        JsonObject preview = imported(SUPPORT, "?dryRun=true", list);
        assertThat(preview.getJsonObject("warnings").getInteger("JOB_FULL")).isEqualTo(1);
        JsonObject result = imported(SUPPORT, "", list);
        assertThat(verdicts(result)).containsOnly("NEW");
        assertThat(result.getJsonArray("rows").getJsonObject(3).getJsonArray("warnings"))
                .containsExactly("There’s no room for another person in FU-1, so this contact isn’t added to the job");
        assertThat(jobs("FU-1"))
                .extracting(ImportJobsTest::people)
                .containsExactly(List.of("Eva One", "Eva Three", "Eva Two"));
        assertThat(WORLD.count("contact where email = 'eva4@example.test'")).isEqualTo(1);
    }

    @Test
    void a_job_without_a_number_is_known_by_its_name() {
        imported(SUPPORT, "", "Job Name,Name,Email\nLee – 12 Oak Street,Finn Oak,finn@example.test\n");
        assertThat(jobs("Oak Street"))
                .singleElement()
                .satisfies(job -> assertThat(job.getString("reference")).isEqualTo("Lee – 12 Oak Street"));
    }

    @Test
    void the_name_of_a_job_that_is_there_stays() {
        imported(SUPPORT, "", "Job No,Job Name,Name,Email\nNA-1,First,Gil One,gil1@example.test\n");
        JsonObject second =
                imported(SUPPORT, "", "Job No,Job Name,Name,Email\nNA-1,Second,Gil Two,gil2@example.test\n");
        assertThat(second.getJsonArray("rows")
                        .getJsonObject(0)
                        .getJsonArray("warnings")
                        .encode())
                .contains("This job is called NA-1, First, and keeps that name");
        assertThat(jobs("NA-1")).singleElement().satisfies(job -> {
            assertThat(job.getString("name")).isEqualTo("First");
            assertThat(people(job)).containsExactly("Gil One", "Gil Two");
        });
    }

    @Test
    void a_job_is_called_as_its_first_row_calls_it_and_a_full_one_is_named_so() {
        JsonObject preview = imported(SUPPORT, "?dryRun=true", """
            Job No,Job Name,First name,Last name,Email
            NF-1,First,Ira,One,ira1@example.test
            NF-1,Other,Ira,Two,ira2@example.test
            NF-1,,Ira,Three,ira3@example.test
            NF-1,x,Ira,Four,ira4@example.test
            """);
        assertThat(preview.getJsonObject("warnings"))
                .isEqualTo(new JsonObject().put("JOB_FULL", 1).put("JOB_NAMED_OTHERWISE", 2));
        assertThat(preview.getJsonArray("rows").getJsonObject(3).getJsonArray("warnings"))
                .containsExactly(
                        "There’s no room for another person in NF-1, First, so this contact isn’t added to the job",
                        "This job is called NF-1, First, and keeps that name");
    }

    /** The last place is taken after the row was compared. */
    @Test
    void a_place_that_somebody_else_took_meanwhile_is_not_given_twice() throws Exception {
        imported(SUPPORT, "", "Job No,Name,Email\nRA-1,Hal One,hal1@example.test\nRA-1,Hal Two,hal2@example.test\n");
        UUID job = UUID.fromString(jobs("RA-1").getFirst().getString("id"));
        UUID other = WORLD.contact("au", "hal.first@example.test");
        var holder = World.await(WORLD.pool().getConnection());
        World.await(holder.query("begin").execute());
        World.await(
                holder.preparedQuery("select from job where id = $1 for update").execute(Tuple.of(job)));
        var late =
                World.meanwhile(() -> imported(SUPPORT, "", "Job No,Name,Email\nRA-1,Hal Three,hal3@example.test\n"));
        Eventually.eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        World.await(holder.preparedQuery("insert into job_person (job_id, contact_id) values ($1, $2)")
                .execute(Tuple.of(job, other)));
        World.await(holder.query("commit").execute().compose(committed -> holder.close()));
        JsonObject result = late.get(60, TimeUnit.SECONDS);
        assertThat(verdicts(result)).containsExactly("NEW");
        assertThat(result.getJsonObject("warnings").getInteger("JOB_FULL")).isEqualTo(1);
        assertThat(WORLD.count("contact where email = 'hal3@example.test'")).isEqualTo(1);
        assertThat(WORLD.count("job_person where job_id = $1", job)).isEqualTo(3);
    }

    private static List<JsonObject> jobs(String search) {
        return SUPPORT
                .get("/api/v1/jobs?search=" + URLEncoder.encode(search, UTF_8))
                .json()
                .getJsonArray("items")
                .stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> people(JsonObject job) {
        return job.getJsonArray("people").stream()
                .map(person -> ((JsonObject) person).getString("name"))
                .sorted()
                .toList();
    }
}
