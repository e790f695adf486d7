package latchkey.testing;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import latchkey.Backend;
import latchkey.config.Settings;
import latchkey.invitation.SendInvitations;
import latchkey.key.Ids;
import latchkey.key.Keyring;
import latchkey.key.Seal;
import latchkey.limit.Limits;
import latchkey.link.LinkTokens;
import latchkey.link.Purpose;
import latchkey.password.Password;
import latchkey.password.hash.Argon2;

/** A whole backend on a database of its own, with cheap password hashes, and what a test needs to set a scene. */
public final class World implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery";

    private static final UUID STAFF = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase database;
    private final Settings settings;
    private Backend backend;
    private final Pool pool;
    private final String hash;

    private World(TestDatabase database, Map<String, String> others) {
        this.database = database;
        var cheap = new HashMap<>(Map.of(
                "password.argon2.memory-kib", "64",
                "password.argon2.iterations", "1",
                "password.wait", "1500ms",
                "limits.link-by-network", "off",
                "shutdown.drain", "0s",
                "mail.url", "smtp://127.0.0.1:1"));
        cheap.putAll(others);
        settings = database.settings().with(cheap);
        backend = await(Backend.start(settings));
        pool = database.pool(vertx);
        hash = new Argon2(Argon2.Parameters.of(settings))
                .hash(Password.typed(PASSWORD).orElseThrow());
        database.execute("insert into staff (id, email, name, role) values ('" + STAFF
                + "', 'staff@latchkey.test', 'A Colleague', 'admin')");
    }

    public static World start() {
        return start(Map.of());
    }

    /** @param others values of configuration keys */
    public static World start(Map<String, String> others) {
        return on(TestDatabase.create(), others);
    }

    /** On a database that nobody else uses. */
    public static World on(TestDatabase database, Map<String, String> others) {
        return new World(database, others);
    }

    public Settings settings() {
        return settings;
    }

    public Backend backend() {
        return backend;
    }

    /** Stops the backend and starts another one on the same database. */
    public void restart() {
        await(backend.stop());
        backend = await(Backend.start(settings));
    }

    /** Ends what runs in the database at this moment, as the death of its backend would. */
    public void interrupt(String statement) {
        sql(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid() and query like $1",
                "%" + statement + "%");
    }

    public Pool pool() {
        return pool;
    }

    public TestDatabase database() {
        return database;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** A browser that knows nobody yet, at a region's portal. */
    public Browser portal(String region) {
        return new Browser(vertx, backend.portalPort(), region + ".localhost");
    }

    public Browser at(String host) {
        return new Browser(vertx, backend.portalPort(), host);
    }

    public Browser management() {
        return new Browser(vertx, backend.managementPort(), "localhost");
    }

    /** What Prometheus would read of it: the sum of the series that begin so, braces included. */
    public double metric(String series) {
        return management()
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                .sum();
    }

    /** The ports of all listeners. */
    public List<Integer> ports() {
        return List.of(backend.portalPort(), backend.staffPort(), backend.managementPort());
    }

    public UUID contact(String region, String email) {
        UUID id = Ids.ordered();
        sql(
                "insert into contact (id, region, given_name, family_name, email) values ($1, $2, 'Robin', 'Sample',"
                        + " $3)",
                id,
                region,
                email);
        return id;
    }

    /** A contact that is invited; the token of its link. */
    public String invitation(String region, String email) {
        return invite(region, contact(region, email));
    }

    /** Invites a contact; the token of its link. */
    public String invite(String region, UUID contact) {
        await(new SendInvitations(pool, new Limits(settings), settings.duration("invitation.validity"))
                .send(List.of(contact), List.of(region), STAFF, "192.0.2.1"));
        UUID link = sql("select invitation_id from contact where id = $1", contact)
                .iterator()
                .next()
                .getUUID(0);
        return links().token(Purpose.INVITATION, region, link);
    }

    /** A contact with an account that has {@link #PASSWORD}. */
    public void account(String region, String email) {
        UUID contact = contact(region, email);
        sql(
                "insert into account (id, region, contact_id, email, password, last_sign_in_at)"
                        + " values ($1, $2, $3, $4, $5, now())",
                Ids.ordered(),
                region,
                contact,
                email,
                hash);
        sql("update contact set portal = 'ACTIVE' where id = $1", contact);
    }

    /** Of {@link #PASSWORD}, for an account in another database than this world's. */
    public String passwordHash() {
        return hash;
    }

    /** The contact with this address. */
    public UUID contactOf(String email) {
        return sql("select id from contact where email = $1", email)
                .iterator()
                .next()
                .getUUID(0);
    }

    /** The token of the newest reset link of an address. */
    public String resetToken(String region, String email) {
        return token(Purpose.RESET, region, email);
    }

    /** The token of the newest link that was mailed to an address for a purpose. */
    public String token(Purpose purpose, String region, String email) {
        UUID link = sql(
                        "select id from link where purpose = $1 and email = $2 order by created_at desc limit 1",
                        purpose.code(),
                        email)
                .iterator()
                .next()
                .getUUID(0);
        return links().token(purpose, region, link);
    }

    public LinkTokens links() {
        return new LinkTokens(new Seal(new Keyring(settings)));
    }

    public long count(String from, Object... parameters) {
        return sql("select count(*) from " + from, parameters).iterator().next().getLong(0);
    }

    public RowSet<Row> sql(String statement, Object... parameters) {
        return await(pool.preparedQuery(statement).execute(Tuple.from(parameters)));
    }

    /** Done on a thread of its own: of the common pool's there is one on two processors, for all tests. */
    public static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Thread::startVirtualThread);
    }

    public static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("It took too long", e);
        }
    }

    @Override
    public void close() {
        await(backend.stop());
        await(vertx.close());
    }
}
