package latchkey.transfer;

import static latchkey.testing.Eventually.eventually;
import static latchkey.transfer.Imports.imported;
import static latchkey.transfer.Imports.reason;
import static latchkey.transfer.Imports.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What an import says that a new address sets off is what it sets off; before it is written, and afterwards. */
class ImportedAddressTest {

    private static final World WORLD = World.start(Map.of("limits.invitation-by-contact", "2/1h"));
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void no_invitation_is_promised_at_an_address_of_an_account() {
        WORLD.account("au", "has.account@example.test");
        UUID invited = invited("wants.it@example.test", "T-1");
        for (JsonObject result : previewAndResult("has.account@example.test", "T-1")) {
            assertThat(verdicts(result)).containsExactly("CHANGED");
            assertThat(result.getJsonObject("warnings").fieldNames()).contains("NO_INVITATION");
            assertThat(result.getJsonObject("warnings").fieldNames()).doesNotContain("NEW_INVITATION");
            assertThat(warnings(result).encode()).contains("so no invitation goes to it");
        }
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'invitation-revoked'", invited))
                .isEqualTo(1);
    }

    @Test
    void an_invited_client_who_is_limited_keeps_address_and_link() {
        UUID invited = invited("often@example.test", "T-2");
        invite(invited);
        for (JsonObject result : previewAndResult("often.new@example.test", "T-2")) {
            assertThat(verdicts(result)).containsExactly("REFUSED");
            assertThat(reason(result, 0)).startsWith("Too many emails");
        }
        assertThat(WORLD.count(
                        "contact where id = $1 and email = 'often@example.test' and portal = 'INVITED'", invited))
                .isEqualTo(1);
        assertThat(WORLD.count("link where contact_id = $1 and ended_at is null", invited))
                .isEqualTo(1);
        WORLD.sql(
                "update rate_limit set started_at = now() - interval '61 minutes', until = now() + interval '30 days'"
                        + " where key like '%' || $1",
                invited.toString());
        assertThat(verdicts(imported(ADMIN, "?dryRun=true", row("often.new@example.test", "T-2"))))
                .as("by the limit of now, however long it was when it was counted")
                .containsExactly("CHANGED");
    }

    @Test
    void a_client_who_is_limited_is_not_said_to_be_asked() {
        client("asked.often@example.test", "T-3");
        imported(ADMIN, "", row("asked.1@example.test", "T-3"));
        imported(ADMIN, "", row("asked.2@example.test", "T-3"));
        for (JsonObject result : previewAndResult("asked.3@example.test", "T-3")) {
            assertThat(verdicts(result)).containsExactly("REFUSED");
            assertThat(reason(result, 0)).startsWith("Too many emails");
        }
        assertThat(WORLD.count("mail where recipient = 'asked.3@example.test'")).isZero();
    }

    @Test
    void a_client_whose_account_is_disabled_is_not_said_to_be_asked() {
        client("switched.off@example.test", "T-4");
        WORLD.sql("update account set disabled_at = now() where email = 'switched.off@example.test'");
        for (JsonObject result : previewAndResult("switched.new@example.test", "T-4")) {
            assertThat(verdicts(result)).containsExactly("REFUSED");
            assertThat(reason(result, 0)).startsWith("This client’s account is disabled");
        }
        assertThat(WORLD.count("mail where recipient = 'switched.new@example.test'"))
                .isZero();
    }

    @Test
    void what_changes_while_a_row_waits_counts() throws Exception {
        client("soon.off@example.test", "T-6");
        UUID contact = WORLD.contactOf("soon.off@example.test");
        var colleague = World.await(WORLD.pool().getConnection());
        World.await(colleague.query("begin").execute());
        World.await(colleague
                .preparedQuery("select from contact where id = $1 for no key update")
                .execute(Tuple.of(contact)));
        World.await(colleague
                .preparedQuery("update account set disabled_at = now() where contact_id = $1")
                .execute(Tuple.of(contact)));
        var answer = World.meanwhile(() -> imported(ADMIN, "", row("soon.on@example.test", "T-6")));
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
        World.await(colleague.query("commit").execute().compose(committed -> colleague.close()));
        assertThat(verdicts(answer.get(60, TimeUnit.SECONDS))).containsExactly("REFUSED");
    }

    @Test
    void what_else_a_row_of_a_disabled_account_has_is_taken() {
        client("switched.too@example.test", "T-5");
        WORLD.sql("update account set disabled_at = now() where email = 'switched.too@example.test'");
        String file = "region,givenName,familyName,email,phone,reference\n"
                + "au,Robin,Sample,switched.too@example.test,0400 5,T-5\n";
        assertThat(verdicts(imported(ADMIN, "", file))).containsExactly("CHANGED");
    }

    private static JsonObject[] previewAndResult(String email, String reference) {
        return new JsonObject[] {
            imported(ADMIN, "?dryRun=true", row(email, reference)), imported(ADMIN, "", row(email, reference))
        };
    }

    private static String row(String email, String reference) {
        return "region,givenName,familyName,email,reference\nau,Robin,Sample," + email + "," + reference + "\n";
    }

    private static JsonArray warnings(JsonObject result) {
        return result.getJsonArray("rows").getJsonObject(0).getJsonArray("warnings");
    }

    private static UUID invited(String email, String reference) {
        WORLD.invitation("au", email);
        WORLD.sql("update contact set reference = $1 where email = $2", reference, email);
        return WORLD.contactOf(email);
    }

    private static void client(String email, String reference) {
        WORLD.account("au", email);
        WORLD.sql("update contact set reference = $1 where email = $2", reference, email);
    }

    private static void invite(UUID contact) {
        assertThat(ADMIN.send("POST", "/api/v1/contacts/" + contact + "/invitation")
                        .status())
                .isEqualTo(202);
    }
}
