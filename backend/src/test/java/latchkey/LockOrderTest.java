package latchkey;

import static latchkey.testing.Eventually.eventually;
import static latchkey.testing.Eventually.inTheEnd;
import static latchkey.testing.World.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import latchkey.link.Purpose;
import latchkey.testing.Browser;
import latchkey.testing.Browser.Answer;
import latchkey.testing.StaffMembers;
import latchkey.testing.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who changes more than one row of a client locks the contact first, then the account, then links and sessions, and only
 * then mails: so nobody waits for a row of somebody who waits.
 */
class LockOrderTest {

    private static final String NEW_PASSWORD = "another horse, another battery";
    private static final String CONTACT = "contact where id = $1";
    private static final String ACCOUNT = "account where contact_id = $1";
    private static final String LINKS = "link where contact_id = $1";
    private static final String MAILS = "mail where contact_id = $1";
    private static final String SESSIONS = "session where subject = (select id from account where contact_id = $1)";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final World WORLD = World.start();
    private static final Browser ADMIN = new StaffMembers(WORLD).newAdmin();

    @AfterAll
    static void no_deadlock_was_counted() {
        WORLD.close();
        var vertx = Vertx.vertx();
        var pool = WORLD.database().pool(vertx);
        // Each connection counts what it saw when it ends.
        eventually(
                () -> one(pool.query("select count(*) from pg_stat_activity where datname = current_database()")),
                connections -> assertThat(connections).isEqualTo(1));
        assertThat(one(pool.query("select deadlocks from pg_stat_database where datname = current_database()")))
                .isZero();
        World.await(vertx.close());
    }

    record Client(UUID contact, String email, Browser browser) {

        /** With an account, two sessions and an open reset link. */
        static Client signedIn() {
            String email = "locks" + COUNT.incrementAndGet() + "@example.test";
            WORLD.account("au", email);
            var client = new Client(idOf(email), email, WORLD.portal("au"));
            Stream.of(WORLD.portal("au"), client.browser)
                    .forEach(browser -> browser.post("/login", "email", email, "password", PASSWORD));
            client.browser.post("/forgot-password", "email", email);
            return client;
        }

        Answer byStaff(String method, String path, JsonObject body) {
            return ADMIN.raw(method, "/api/v1/contacts/" + contact + path, "application/json", body.encode());
        }

        Answer byStaff(String action) {
            return byStaff("POST", action, new JsonObject());
        }
    }

    /** What changes an account and more; made ready while nothing is locked. */
    @SuppressWarnings("ImmutableEnumChecker") // what is made from lambdas is not annotated
    enum Change {
        DISABLE(client -> () -> client.byStaff("/account/disable")),
        ENABLE(client -> {
            var _ = client.byStaff("/account/disable");
            return () -> client.byStaff("/account/enable");
        }),
        UNLOCK(client -> () -> client.byStaff("/account/unlock")),
        SIGN_OUT(client -> () -> client.byStaff("/account/sign-out")),
        RESET_BY_STAFF(client -> () -> client.byStaff("/account/reset")),
        RESET(client -> () -> client.browser.post("/forgot-password", "email", client.email)),
        REDEEM(client -> {
            String path = "/reset-password/" + WORLD.resetToken("au", client.email);
            return () -> client.browser.post(path, "password", NEW_PASSWORD);
        }),
        NEW_PASSWORD_OF_OWN(client ->
                () -> client.browser.post("/account/password", "currentPassword", PASSWORD, "password", NEW_PASSWORD)),
        OTHER_SESSIONS(client -> () -> client.browser.post("/account/sessions/end-others")),
        ADDRESS(client -> () -> client.byStaff("PATCH", "", new JsonObject().put("email", "moved." + client.email))),
        ARCHIVE(client -> () -> client.byStaff("/archive")),
        RESTORE(client -> {
            var _ = client.byStaff("/archive");
            return () -> client.byStaff("/restore");
        }),
        CONFIRM(client -> {
            var _ = client.byStaff("POST", "/email", new JsonObject().put("email", "confirmed." + client.email));
            String path = "/confirm-address/" + WORLD.token(Purpose.ADDRESS, "au", "confirmed." + client.email);
            return () -> client.browser.post(path);
        }),
        MERGE(client -> {
            UUID kept = WORLD.contact("au", "kept." + client.email);
            var body = new JsonObject().put("contactId", client.contact.toString());
            return () -> ADMIN.post("/api/v1/contacts/" + kept + "/merge", body);
        }),
        JOIN(client -> {
            UUID job = job();
            return () -> ADMIN.send("PUT", "/api/v1/jobs/" + job + "/people/" + client.contact);
        }),
        LEAVE(client -> {
            UUID job = job();
            WORLD.sql("insert into job_person (job_id, contact_id) values ($1, $2)", job, client.contact);
            return () -> ADMIN.send("DELETE", "/api/v1/jobs/" + job + "/people/" + client.contact);
        }),
        ERASE(client -> () -> client.byStaff("DELETE", "", new JsonObject())),
        IMPORT(client -> {
            String row = "au,Robin,Sample,moved." + client.email + "," + client.contact;
            WORLD.sql("update contact set reference = id::text where id = $1", client.contact);
            return () -> imported(List.of(row));
        });

        private final Function<Client, Callable<Answer>> prepare;

        Change(Function<Client, Callable<Answer>> prepare) {
            this.prepare = prepare;
        }
    }

    @SuppressWarnings("ImmutableEnumChecker")
    enum ChangeOfInvited {
        INVITE(client -> client.byStaff("/invitation")),
        ADDRESS(client ->
                client.byStaff("POST", "/email", new JsonObject().put("email", client.contact + "@example.test"))),
        REGION(client -> client.byStaff("PATCH", "", new JsonObject().put("region", "nz"))),
        ARCHIVE(client -> client.byStaff("/archive")),
        REVOKE(client -> client.byStaff("DELETE", "/invitation", new JsonObject())),
        REDEEM(client -> client.browser.post("/invitation/" + client.email, "password", NEW_PASSWORD)),
        RENEW(client -> {
            WORLD.sql("update link set expires_at = now() where contact_id = $1", client.contact);
            return client.browser.post("/invitation/" + client.email + "/renew");
        });

        private final Function<Client, Answer> change;

        ChangeOfInvited(Function<Client, Answer> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESET")
    void the_contact_comes_first(Change change) throws Exception {
        Client client = Client.signedIn();
        waiting(CONTACT, client, change.prepare.apply(client), ACCOUNT, LINKS, SESSIONS);
    }

    @Test
    void whose_contact_an_import_holds_asks_for_a_reset_like_a_stranger() throws Exception {
        Client client = Client.signedIn();
        var holder = World.await(WORLD.pool().getConnection());
        var held = World.await(holder.begin());
        World.await(holder.preparedQuery("select from " + CONTACT + " for no key update")
                .execute(Tuple.of(client.contact)));
        try {
            assertThat(client.browser
                            .post("/forgot-password", "email", client.email)
                            .headers()
                            .get("location"))
                    .isEqualTo(client.browser
                            .post("/forgot-password", "email", "stranger@example.test")
                            .headers()
                            .get("location"))
                    .isEqualTo("/forgot-password/sent");
        } finally {
            World.await(held.rollback());
            World.await(holder.close());
        }
    }

    /** A request for a reset waits for nobody: how long it took would tell that there is an account. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESET")
    void then_comes_the_account(Change change) throws Exception {
        Client client = Client.signedIn();
        waiting(ACCOUNT, client, change.prepare.apply(client), LINKS, SESSIONS);
    }

    /** Housekeeping takes old links and then their mails. */
    @ParameterizedTest
    @EnumSource(names = {"MERGE", "ERASE"})
    void links_come_before_mails(Change change) throws Exception {
        Client client = Client.signedIn();
        waiting(LINKS, client, change.prepare.apply(client), MAILS);
    }

    /** A batch notes in a row of its own what becomes of a contact, and locks that first. */
    @Test
    void who_is_being_erased_and_invited_waits_for_no_circle() throws Exception {
        UUID contact = WORLD.contact("au", "batch" + COUNT.incrementAndGet() + "@example.test");
        var holder = World.await(WORLD.pool().getConnection());
        var held = World.await(holder.begin());
        World.await(
                holder.preparedQuery("select from " + CONTACT + " for update").execute(Tuple.of(contact)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var erased = threads.submit(() -> inTheEnd(() -> ADMIN.send("DELETE", "/api/v1/contacts/" + contact)));
            areWaiting(1);
            ADMIN.post("/api/v1/invitations", new JsonObject().put("contactIds", List.of(contact.toString())));
            areWaiting(2);
            World.await(held.rollback());
            World.await(holder.close());
            assertThat(erased.get(60, TimeUnit.SECONDS).status()).isEqualTo(204);
        }
        eventually(
                () -> WORLD.count("invitation_batch_contact where contact_id = $1", contact),
                left -> assertThat(left).isZero());
    }

    @ParameterizedTest
    @EnumSource
    void the_contact_comes_before_the_link_of_an_invitation(ChangeOfInvited change) throws Exception {
        String email = "invited" + COUNT.incrementAndGet() + "@example.test";
        String token = WORLD.invitation("au", email);
        var client = new Client(idOf(email), token, WORLD.portal("au"));
        waiting(CONTACT, client, () -> change.change.apply(client), LINKS);
    }

    @Test
    void all_at_once_end_well() throws Exception {
        var rows = new ArrayList<String>();
        var changes = new ArrayList<Callable<Answer>>();
        for (int round = 0; round < 2; round++) {
            for (Change change : Change.values()) {
                Client client = Client.signedIn();
                changes.add(change.prepare.apply(client));
                changes.add(Change.SIGN_OUT.prepare.apply(client));
                rows.add("au,Robin,Sample,imported." + client.email + "," + client.contact);
                WORLD.sql("update contact set reference = id::text where id = $1", client.contact);
            }
        }
        changes.add(0, () -> imported(rows));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(changes)) {
                assertThat(answer.get().status()).as(answer.get().body()).satisfies(LockOrderTest::isDoneOrLate);
            }
        }
    }

    /** While the rows are locked, the change waits for them and holds none of the others. */
    private static void waiting(String rows, Client client, Callable<Answer> change, String... others)
            throws Exception {
        var holder = World.await(WORLD.pool().getConnection());
        var held = World.await(holder.begin());
        World.await(holder.preparedQuery("select from " + rows + " for update").execute(Tuple.of(client.contact)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> inTheEnd(change));
            try {
                areWaiting(1);
                for (String other : others) {
                    WORLD.sql("select from " + other + " for update nowait", client.contact);
                }
            } finally {
                World.await(held.rollback());
                World.await(holder.close());
            }
            assertThat(answer.get(60, TimeUnit.SECONDS).status()).isLessThan(500);
        }
    }

    private static void areWaiting(int statements) {
        eventually(
                () -> WORLD.count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
                waiting -> assertThat(waiting).isEqualTo(statements));
    }

    /** On a slow machine the time of a statement that waits may run out. */
    private static void isDoneOrLate(int status) {
        assertThat(status)
                .satisfiesAnyOf(
                        done -> assertThat(done).isLessThan(500),
                        late -> assertThat(late).isEqualTo(503));
    }

    private static Answer imported(List<String> rows) {
        return ADMIN.raw(
                "POST",
                "/api/v1/contacts/import",
                "text/csv",
                "region,givenName,familyName,email,reference\n" + String.join("\n", rows));
    }

    private static UUID job() {
        UUID job = UUID.randomUUID();
        WORLD.sql("insert into job (id, region, reference, name) values ($1, 'au', $2, 'Lot')", job, job.toString());
        return job;
    }

    private static UUID idOf(String email) {
        return WORLD.sql("select id from contact where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
    }

    private static long one(Query<RowSet<Row>> query) {
        return World.await(query.execute()).iterator().next().getLong(0);
    }
}
