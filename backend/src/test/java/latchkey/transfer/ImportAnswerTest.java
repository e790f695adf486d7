package latchkey.transfer;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ImportAnswerTest {

    private static final World WORLD = World.start();
    private static final Browser IN_LINES = new StaffMembers(WORLD).newAdmin().with("accept", "application/x-ndjson");

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void who_takes_lines_is_told_how_far_an_import_is() {
        String file = "region,givenName,familyName,reference\n"
                + IntStream.range(0, 5_000)
                        .mapToObj(i -> "au,Pat,Progress,P-" + i + "\n")
                        .collect(joining());
        List<JsonObject> lines = lines(file);
        assertThat(lines.stream()
                        .filter(line -> line.containsKey("progress"))
                        .map(line -> line.getJsonObject("progress")))
                .extracting(
                        step -> step.getString("step") + " " + step.getInteger("done") + " of " + step.getInteger("of"))
                .containsExactly(
                        "COMPARING 0 of 5000",
                        "COMPARING 4000 of 5000",
                        "COMPARING 5000 of 5000",
                        "WRITING 0 of 5000",
                        "WRITING 4000 of 5000",
                        "WRITING 5000 of 5000");
        assertThat(verdicts(lines.getLast().getJsonObject("result")))
                .hasSize(5_000)
                .containsOnly("NEW");
        assertThat(WORLD.count("contact where family_name = 'Progress'")).isEqualTo(5_000);
    }

    @Test
    void a_failure_after_the_first_line_is_the_last_line() {
        WORLD.sql("alter table contact add constraint refused check (email <> 'line.c@example.test')");
        List<JsonObject> lines = lines("""
            region,givenName,familyName,email
            au,Robin,Sample,line.c@example.test
            """);
        WORLD.sql("alter table contact drop constraint refused");
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.getLast().getJsonObject("problem").getInteger("status"))
                .isEqualTo(500);
        assertThat(WORLD.count("contact where email = 'line.c@example.test'")).isZero();
    }

    @Test
    void a_file_that_is_not_understood_has_a_status_of_its_own_for_those_who_take_lines_too() {
        var answer = IN_LINES.raw("POST", "/api/v1/contacts/import", "text/csv", "");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void an_import_of_another_backend_is_told_of() {
        var other = World.await(WORLD.pool().getConnection());
        World.await(other.query("select pg_advisory_lock(hashtext('latchkey.import'))")
                .execute());
        String file = "region,givenName,familyName\nus,Held,Up\n";
        var answer = IN_LINES.raw("POST", "/api/v1/contacts/import", "text/csv", file);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("type")).endsWith("/import-running");
        assertThat(answer.headers().get("retry-after")).isNotNull();
        World.await(other.query("select pg_advisory_unlock(hashtext('latchkey.import'))")
                .execute()
                .compose(unlocked -> other.close()));
        assertThat(verdicts(lines(file).getLast().getJsonObject("result"))).containsExactly("NEW");
    }

    @Test
    void a_row_is_never_taken_for_a_change_of_what_another_row_of_the_file_made() {
        String file = "region,givenName,familyName,email,reference\n"
                + IntStream.range(0, 4_001)
                        .mapToObj(i -> "us,Kim,Couple" + i + ",c" + i + "@example.test,\n")
                        .collect(joining())
                + "us,Lee,Couple,c0@example.test,L-1\n";
        assertThat(verdicts(lines(file).getLast().getJsonObject("result"))).containsOnly("NEW");
        assertThat(WORLD.count("contact where email = 'c0@example.test'")).isEqualTo(2);
    }

    private static List<JsonObject> lines(String file) {
        var answer = IN_LINES.raw("POST", "/api/v1/contacts/import", "text/csv", file.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.headers().get("content-type")).contains("application/x-ndjson");
        return answer.body().lines().map(JsonObject::new).toList();
    }

    private static Stream<String> verdicts(JsonObject result) {
        return result.getJsonArray("rows").stream().map(row -> ((JsonObject) row).getString("verdict"));
    }
}
