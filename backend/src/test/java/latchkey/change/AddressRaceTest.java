package latchkey.change;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What waits for a merge sees the links that came with it. */
class AddressRaceTest {

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void an_invitation_that_came_with_a_merge_ends_with_the_change_of_address_behind_it() throws Exception {
        String token = WORLD.invitation("au", "merged.in@example.test");
        UUID kept = WORLD.contact("au", "merged.in@example.test");
        behindAMerge(
                kept,
                other("merged.in@example.test", kept),
                () -> ADMIN.post(path(kept) + "/email", new JsonObject().put("email", "moved.on@example.test")));
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(410);
        assertThat(WORLD.count(
                        "contact where id = $1 and email = 'moved.on@example.test' and portal = 'INVITED'", kept))
                .isEqualTo(1);
    }

    @Test
    void an_invitation_that_came_with_a_merge_ends_with_the_one_sent_behind_it() throws Exception {
        String token = WORLD.invitation("au", "merged.too@example.test");
        UUID kept = WORLD.contact("au", "merged.too@example.test");
        behindAMerge(
                kept, other("merged.too@example.test", kept), () -> ADMIN.send("POST", path(kept) + "/invitation"));
        assertThat(WORLD.portal("au").get("/invitation/" + token).status()).isEqualTo(410);
        assertThat(WORLD.count("link where contact_id = $1 and used_at is null and ended_at is null", kept))
                .isEqualTo(1);
    }

    @Test
    void disabling_ends_a_link_to_confirm_that_was_made_while_it_waited() throws Exception {
        WORLD.account("au", "asked.first@example.test");
        UUID contact = WORLD.contactOf("asked.first@example.test");
        var disabled = whileALinkIsMade(contact, () -> ADMIN.send("POST", path(contact) + "/account/disable"));
        assertThat(disabled.status()).isEqualTo(200);
        assertThat(endedBy("disabled", contact)).isEqualTo(1);
    }

    @Test
    void a_new_password_ends_a_link_to_confirm_that_was_made_while_it_waited() throws Exception {
        WORLD.account("au", "asked.again@example.test");
        UUID contact = WORLD.contactOf("asked.again@example.test");
        Browser client = WORLD.portal("au");
        client.post("/login", "email", "asked.again@example.test", "password", World.PASSWORD);
        var changed = whileALinkIsMade(
                contact,
                () -> client.post(
                        "/account/password", "currentPassword", World.PASSWORD, "password", "another battery staple"));
        assertThat(changed.status()).isEqualTo(303);
        assertThat(endedBy("password", contact)).isEqualTo(1);
    }

    @Test
    void a_reset_ends_a_link_to_confirm_that_was_made_while_it_waited() throws Exception {
        WORLD.account("au", "asked.more@example.test");
        UUID contact = WORLD.contactOf("asked.more@example.test");
        WORLD.portal("au").post("/forgot-password", "email", "asked.more@example.test");
        String token = WORLD.resetToken("au", "asked.more@example.test");
        var reset = whileALinkIsMade(
                contact,
                () -> WORLD.portal("au").post("/reset-password/" + token, "password", "another battery staple"));
        assertThat(reset.status()).isEqualTo(303);
        assertThat(endedBy("password", contact)).isEqualTo(1);
    }

    private static long endedBy(String what, UUID contact) {
        return WORLD.count("link where contact_id = $1 and purpose = 'address' and ended_by = $2", contact, what);
    }

    /** Somebody holds the contact and makes the link; what is done meanwhile waits, and sees it. */
    private static Browser.Answer whileALinkIsMade(UUID contact, Callable<Browser.Answer> done) throws Exception {
        var holder = World.await(WORLD.pool().getConnection());
        var held = World.await(holder.begin());
        World.await(holder.preparedQuery("""
            with locked as (select id from contact where id = $1 for no key update)
            insert into link (id, purpose, region, contact_id, account_id, email, expires_at)
            select gen_random_uuid(), 'address', 'au', contact_id, a.id, 'asked@example.test', now() + interval '1 day'
            from account a join locked on locked.id = a.contact_id
            """).execute(Tuple.of(contact)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(done);
            waiting(1);
            World.await(held.commit().eventually(holder::close));
            return answer.get(60, TimeUnit.SECONDS);
        }
    }

    /** The merge holds both contacts and waits for a mail of the other; the change waits for the merge. */
    private static void behindAMerge(UUID kept, UUID other, Callable<Browser.Answer> change) throws Exception {
        WORLD.sql("update mail set next_attempt_at = null where contact_id = $1", other);
        var holder = World.await(WORLD.pool().getConnection());
        var held = World.await(holder.begin());
        World.await(holder.preparedQuery("select from mail where contact_id = $1 for update")
                .execute(Tuple.of(other)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var merged = threads.submit(
                    () -> ADMIN.post(path(kept) + "/merge", new JsonObject().put("contactId", other.toString())));
            waiting(1);
            var changed = threads.submit(change);
            waiting(2);
            World.await(held.rollback().eventually(holder::close));
            assertThat(merged.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
            var answer = changed.get(60, TimeUnit.SECONDS);
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        }
    }

    private static void waiting(int most) {
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(most));
    }

    private static UUID other(String email, UUID kept) {
        return WORLD.sql("select id from contact where email = $1 and id <> $2", email, kept)
                .iterator()
                .next()
                .getUUID(0);
    }

    private static String path(UUID contact) {
        return "/api/v1/contacts/" + contact;
    }
}
