package latchkey.mail.outbox;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import latchkey.config.Settings;
import latchkey.mail.MailKind;
import latchkey.testing.TestDatabase;

/** An outbox that starts empty, filled as the use cases fill it. */
final class Outbox {

    static final UUID CONTACT = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final UUID STAFF = UUID.fromString("00000000-0000-7000-8000-000000000002");

    private final TestDatabase database;
    private final Pool pool;

    Outbox(TestDatabase database, Vertx vertx) throws Exception {
        this.database = database;
        database.execute("truncate contact, staff, link, mail, event cascade");
        pool = database.pool(vertx);
        run(
                "insert into contact (id, region, given_name, family_name, email) values ($1, 'au', $2, $3, $4)",
                Tuple.of(CONTACT, "Robin", "Client", "client.au@example.test"));
        run(
                "insert into staff (id, email, name, role, regions) values ($1, $2, 'Sam Staff', 'support', '{nz}')",
                Tuple.of(STAFF, "staff@example.test"));
    }

    Settings settings(String mailUrl) {
        return database.settings().with(Map.of("mail.url", mailUrl, "mail.retry.first", "50ms"));
    }

    Pool pool() {
        return pool;
    }

    /** A mail to the contact with a link that works. */
    @CanIgnoreReturnValue
    UUID queue(MailKind kind) throws Exception {
        return queue(kind, link(kind == MailKind.INVITATION ? "invitation" : "reset"));
    }

    @CanIgnoreReturnValue
    UUID queue(MailKind kind, UUID link) throws Exception {
        UUID id = UUID.randomUUID();
        run("""
            insert into mail (id, kind, region, contact_id, link_id, recipient)
            values ($1, $2, 'au', $3, $4, 'client.au@example.test')\
            """, Tuple.of(id, kind.code(), CONTACT, link));
        return id;
    }

    @CanIgnoreReturnValue
    UUID queueToStaff() throws Exception {
        UUID link = UUID.randomUUID();
        run("""
            insert into link (id, purpose, staff_id, email, expires_at)
            values ($1, 'staff', $2, 'staff@example.test', '2036-12-03T23:15:00Z')\
            """, Tuple.of(link, STAFF));
        UUID id = UUID.randomUUID();
        run("""
            insert into mail (id, kind, staff_id, link_id, recipient)
            values ($1, 'staff-invitation', $2, $3, 'staff@example.test')\
            """, Tuple.of(id, STAFF, link));
        return id;
    }

    @CanIgnoreReturnValue
    UUID link(String purpose) throws Exception {
        UUID id = UUID.randomUUID();
        run("""
            insert into link (id, purpose, region, contact_id, email, expires_at)
            values ($1, $2, 'au', $3, 'client.au@example.test', '2036-12-03T23:15:00Z')\
            """, Tuple.of(id, purpose, CONTACT));
        return id;
    }

    Row mail(UUID id) throws Exception {
        return rows("select * from mail where id = $1", Tuple.of(id)).getFirst();
    }

    String status(UUID id) throws Exception {
        return mail(id).getString("status");
    }

    List<Row> events() throws Exception {
        return rows("select * from event order by id", Tuple.tuple());
    }

    /** Kinds and details of all events, oldest first. */
    List<String> told() throws Exception {
        return events().stream()
                .map(row ->
                        row.getString("kind") + ": " + ((JsonObject) row.getValue("details")).getString("detail", ""))
                .toList();
    }

    void run(String sql, Tuple values) throws Exception {
        await(pool.preparedQuery(sql).execute(values));
    }

    List<Row> rows(String sql, Tuple values) throws Exception {
        return await(pool.preparedQuery(sql).execute(values)).stream().toList();
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
