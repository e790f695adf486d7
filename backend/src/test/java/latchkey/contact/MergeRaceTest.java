package latchkey.contact;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.Eventually.inTheEnd;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import latchkey.invitation.SendInvitations;
import latchkey.limit.Limits;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whatever happens to two contacts while they become one is there afterwards, and belongs to the one that stays. */
class MergeRaceTest {

    private static final World WORLD = World.start();
    private static final StaffMembers STAFF = new StaffMembers(WORLD);
    private static final UUID MEMBER = STAFF.admin("race@latchkey.test");
    private static final Browser ADMIN = STAFF.newAdmin();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    /** The invitation holds the contact when the merge comes, and is written when the merge goes on. */
    @Test
    void an_invitation_that_was_first_moves_along() throws Exception {
        UUID kept = WORLD.contact("au", "invited@example.test");
        UUID other = WORLD.contact("au", "invited@example.test");
        var connection = World.await(WORLD.pool().getConnection());
        var transaction = World.await(connection.begin());
        var invitations = new SendInvitations(
                WORLD.pool(), new Limits(WORLD.settings()), WORLD.settings().duration("invitation.validity"));
        assertThat(World.await(invitations.send(
                        connection, List.of(other), List.of("au"), MEMBER, "192.0.2.1", Optional.empty())))
                .hasSize(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var merged = threads.submit(merge(kept, other));
            somebodyWaits();
            World.await(transaction.commit().eventually(connection::close));
            assertThat(Contacts.portal(merged.get(60, TimeUnit.SECONDS)).getMap())
                    .containsEntry("status", "INVITED");
        }
        nothingIsLeftOf(other);
        assertThat(WORLD.count("mail where contact_id = $1 and kind = 'invitation'", kept))
                .isEqualTo(1);
        assertThat(WORLD.count("link where contact_id = $1 and ended_at is null", kept))
                .isEqualTo(1);
    }

    /** As a sign-in does it: the account first, and its event at the end. */
    @Test
    void a_sign_in_that_was_first_is_in_the_history() throws Exception {
        UUID kept = WORLD.contact("au", "signing@example.test");
        WORLD.account("au", "signing.in@example.test");
        UUID other = WORLD.contactOf("signing.in@example.test");
        mergedWhile("""
            with client as (
                update account set last_sign_in_at = now() where contact_id = $1 returning contact_id, region
            )
            insert into event (region, contact_id, kind, actor)
            select region, contact_id, 'sign-in-succeeded', 'client' from client
            """, kept, other);
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'sign-in-succeeded'", kept))
                .isEqualTo(1);
    }

    /** As the postman does it: the mail first, and its event at the end. */
    @Test
    void what_became_of_a_mail_is_in_the_history() throws Exception {
        UUID kept = WORLD.contact("au", "mailed@example.test");
        assertThat(WORLD.invitation("au", "mailed.too@example.test")).isNotBlank();
        UUID other = WORLD.contactOf("mailed.too@example.test");
        WORLD.sql("update mail set next_attempt_at = null where contact_id = $1", other);
        mergedWhile("""
            with noted as (
                update mail set status = 'SENT' where contact_id = $1 returning contact_id, region
            )
            insert into event (region, contact_id, kind, actor)
            select region, contact_id, 'mail-sent', 'system' from noted
            """, kept, other);
        assertThat(WORLD.count("event where contact_id = $1 and kind = 'mail-sent'", kept))
                .isEqualTo(1);
    }

    @RepeatedTest(5)
    void of_two_merges_of_the_same_two_one_is_done() throws Exception {
        WORLD.account("au", "both" + System.nanoTime() + "@example.test");
        UUID account = newest();
        UUID other = WORLD.contact("au", "both@example.test");
        List<Browser.Answer> answers =
                atOnce(List.of(merge(account, other), merge(other, account), merge(account, other)));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.status()).isIn(400, 404));
        assertThat(WORLD.count("contact where id in ($1, $2)", account, other)).isEqualTo(1);
        assertThat(WORLD.count("account where contact_id in ($1, $2)", account, other))
                .isEqualTo(1);
        assertThat(WORLD.count(
                        "event where kind = 'contact-merged' and contact_id = (select id from contact where id in ($1,"
                                + " $2))",
                        account,
                        other))
                .isEqualTo(1);
    }

    @RepeatedTest(5)
    void all_at_once_leaves_nothing_behind() throws Exception {
        String email = "all" + System.nanoTime() + "@example.test";
        WORLD.account("au", email);
        UUID other = newest();
        UUID kept = WORLD.contact("au", "kept." + email);
        Browser client = WORLD.portal("au");
        List<Browser.Answer> answers = atOnce(List.of(
                merge(kept, other),
                () -> inTheEnd(() -> client.post("/login", "email", email, "password", PASSWORD)),
                () -> inTheEnd(() -> ADMIN.send("POST", path(kept) + "/invitation")),
                () -> inTheEnd(() -> ADMIN.send("POST", path(other) + "/account/reset")),
                () -> inTheEnd(() -> ADMIN.raw(
                        "PATCH",
                        path(other),
                        "application/json",
                        new JsonObject().put("phone", "0400 9").encode()))));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isLessThan(500));
        assertThat(answers.getFirst().status()).as(answers.getFirst().body()).isEqualTo(200);
        assertThat(client.get("/account").status()).isEqualTo(200);
        nothingIsLeftOf(other);
        assertThat(WORLD.count("account where contact_id = $1 and email = $2", kept, email))
                .isEqualTo(1);
        assertThat(WORLD.count("contact where id = $1 and portal = 'ACTIVE' and email = $2", kept, email))
                .isEqualTo(1);
        assertThat(WORLD.count(
                        "link where contact_id = $1 and purpose = 'invitation' and used_at is null and ended_at is"
                                + " null",
                        kept))
                .isZero();
    }

    private static void somebodyWaits() {
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(1));
    }

    private static void nothingIsLeftOf(UUID contact) {
        assertThat(WORLD.count("link where contact_id = $1", contact))
                .as("links")
                .isZero();
        assertThat(WORLD.count("mail where contact_id = $1", contact))
                .as("mails")
                .isZero();
        assertThat(WORLD.count("event where contact_id = $1", contact))
                .as("events")
                .isZero();
    }

    /** The merge waits for somebody who has executed this about the other one, and sees what that did. */
    private static void mergedWhile(String statement, UUID kept, UUID other) throws Exception {
        var connection = World.await(WORLD.pool().getConnection());
        var transaction = World.await(connection.begin());
        World.await(connection.preparedQuery(statement).execute(Tuple.of(other)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var merged = threads.submit(merge(kept, other));
            somebodyWaits();
            World.await(transaction.commit().eventually(connection::close));
            assertThat(merged.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
        nothingIsLeftOf(other);
    }

    private static List<Browser.Answer> atOnce(List<Callable<Browser.Answer>> requests) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Browser.Answer>();
            for (var answered : threads.invokeAll(requests)) {
                answers.add(answered.get());
            }
            return answers;
        }
    }

    private static Callable<Browser.Answer> merge(UUID kept, UUID other) {
        var body = new JsonObject().put("contactId", other.toString());
        return () -> inTheEnd(() -> ADMIN.post(path(kept) + "/merge", body));
    }

    private static UUID newest() {
        return WORLD.sql("select id from contact order by id desc limit 1")
                .iterator()
                .next()
                .getUUID(0);
    }

    private static String path(UUID contact) {
        return "/api/v1/contacts/" + contact;
    }
}
