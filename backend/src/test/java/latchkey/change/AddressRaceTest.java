package latchkey.change;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.Eventually.inTheEnd;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import latchkey.testing.Browser;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What waits for a merge sees the links that came with it. */
class AddressRaceTest {

    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Two contacts with one address; the other one is invited, by the link with this token. */
    private record Twins(UUID kept, UUID other, String email, String token) {

        static Twins invited() {
            String email = "merged.in" + COUNT.incrementAndGet() + "@example.test";
            String token = WORLD.invitation("au", email);
            UUID other = WORLD.contactOf(email);
            return new Twins(WORLD.contact("au", email), other, email, token);
        }
    }

    @AfterAll
    static void stop() {
        WORLD.close();
    }

    @Test
    void an_invitation_that_came_with_a_merge_ends_with_the_change_of_address_behind_it() throws Exception {
        var merged = behindAMerge(twins ->
                ADMIN.post(path(twins.kept) + "/email", new JsonObject().put("email", "moved." + twins.email)));
        assertThat(WORLD.portal("au").get("/invitation/" + merged.token).status())
                .isEqualTo(410);
        assertThat(WORLD.count(
                        "contact where id = $1 and email = $2 and portal = 'INVITED'",
                        merged.kept,
                        "moved." + merged.email))
                .isEqualTo(1);
    }

    @Test
    void an_invitation_that_came_with_a_merge_ends_with_the_one_sent_behind_it() throws Exception {
        var merged = behindAMerge(twins -> ADMIN.send("POST", path(twins.kept) + "/invitation"));
        assertThat(WORLD.portal("au").get("/invitation/" + merged.token).status())
                .isEqualTo(410);
        assertThat(WORLD.count("link where contact_id = $1 and used_at is null and ended_at is null", merged.kept))
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
            var answer = threads.submit(() -> inTheEnd(done));
            somebodyWaits();
            World.await(held.commit().eventually(holder::close));
            return answer.get(60, TimeUnit.SECONDS);
        }
    }

    /**
     * The merge holds both contacts and waits for a mail of the other; the change waits for the merge. Neither may wait
     * for long: where the machine was too slow for it, it is tried with two others.
     */
    private static Twins behindAMerge(Function<Twins, Browser.Answer> change) {
        var scene = eventually(
                () -> Scene.of(Twins.invited(), change),
                tried -> assertThat(List.of(tried.merged.status(), tried.changed.status()))
                        .doesNotContain(503));
        assertThat(scene.merged.status()).as(scene.merged.body()).isEqualTo(200);
        assertThat(scene.changed.status()).as(scene.changed.body()).isEqualTo(202);
        return scene.twins;
    }

    private record Scene(Twins twins, Browser.Answer merged, Browser.Answer changed) {

        static Scene of(Twins twins, Function<Twins, Browser.Answer> change) throws Exception {
            WORLD.sql("update mail set next_attempt_at = null where contact_id = $1", twins.other);
            var holder = World.await(WORLD.pool().getConnection());
            var held = World.await(holder.begin());
            World.await(holder.preparedQuery("select from mail where contact_id = $1 for update")
                    .execute(Tuple.of(twins.other)));
            var merged = World.meanwhile(() ->
                    ADMIN.post(path(twins.kept) + "/merge", new JsonObject().put("contactId", twins.other.toString())));
            waitingOr(1, merged);
            var changed = World.meanwhile(() -> change.apply(twins));
            waitingOr(2, merged);
            World.await(held.rollback().eventually(holder::close));
            return new Scene(twins, merged.get(60, TimeUnit.SECONDS), changed.get(60, TimeUnit.SECONDS));
        }

        /** Until so many wait, or the merge has waited for too long. */
        private static void waitingOr(int many, Future<?> merged) {
            eventually(
                    () -> merged.isDone() || locked() == many,
                    reached -> assertThat(reached).isTrue());
        }
    }

    private static void somebodyWaits() {
        eventually(AddressRaceTest::locked, waiting -> assertThat(waiting).isEqualTo(1));
    }

    private static long locked() {
        return WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    }

    private static String path(UUID contact) {
        return "/api/v1/contacts/" + contact;
    }
}
