package latchkey.database;

import static latchkey.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import latchkey.config.ConfigException;
import latchkey.testing.Browser;
import latchkey.testing.Cable;
import latchkey.testing.Eventually;
import latchkey.testing.StaffMembers;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import latchkey.web.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code database.read-url}: a replica answers what staff search, as the primary would. */
@Tag("extended")
class ReadReplicaTest {

    private static final ListAppender<ILoggingEvent> LINES = new ListAppender<>();

    private static final long START = System.nanoTime();

    private static Standby standby;
    private static Cable cable;
    private static World world;
    private static Browser staff;

    @BeforeAll
    static void start() {
        LINES.start();
        Eventually.logger(ReplicaPool.class.getName()).addAppender(LINES);
        standby = new Standby();
        cable = Cable.to(standby.port());
        world = World.on(standby.database(), Map.of("database.read-url", url(cable.port(), "latchkey")));
        staff = new StaffMembers(world).newAdmin();
    }

    @AfterAll
    static void stop() throws IOException {
        Eventually.logger(ReplicaPool.class.getName()).detachAppender(LINES);
        world.close();
        cable.close();
        standby.close();
    }

    @Test
    void a_contact_that_was_just_created_is_found_by_the_replica() {
        answersByReplica();
        for (int i = 0; i < 20; i++) {
            assertIsFound("found" + i + "@example.test");
        }
        assertByReplica(() -> assertIsFound("found" + System.nanoTime() + "@example.test"));
    }

    @Test
    void lists_counts_the_activity_an_export_and_duplicates_are_answered_by_the_replica() {
        world.contact("au", "listed@example.test");
        answersByReplica();
        for (String path :
                List.of("/api/v1/contacts", "/api/v1/contacts/counts", "/api/v1/events", "/api/v1/contacts/export")) {
            assertByReplica(() -> assertThat(staff.get(path).status()).as(path).isEqualTo(200));
        }
        assertByReplica(() -> assertThat(staff.post(
                                "/api/v1/contacts/duplicates",
                                new JsonObject().put("region", "au").put("email", "listed@example.test"))
                        .body())
                .contains("Robin Sample"));
    }

    @Test
    void while_the_replica_stands_still_the_primary_answers() {
        answersByReplica();
        standby.pause(true);
        try {
            double before = reads("primary");
            assertIsFound("while.it.stands@example.test");
            assertThat(reads("primary")).isGreaterThan(before);
        } finally {
            standby.pause(false);
        }
        answersByReplica();
    }

    @Test
    void while_the_replica_is_away_or_silent_the_primary_answers_in_time_and_one_line_says_so() {
        for (Runnable trouble : List.<Runnable>of(cable::cut, cable::mute)) {
            answersByReplica();
            trouble.run();
            try {
                for (int i = 0; i < 5; i++) {
                    assertIsFound("away" + System.nanoTime() + "@example.test");
                }
            } finally {
                cable.join();
            }
        }
        answersByReplica();
        assertThat(List.copyOf(LINES.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line ->
                        line.startsWith("The primary answers in place of the replica at localhost:" + cable.port()))
                .as("once a minute at most")
                .hasSizeBetween(
                        1, 2 + (int) Duration.ofNanos(System.nanoTime() - START).toMinutes());
    }

    @Test
    void what_is_no_replica_of_the_primary_is_never_read_from() throws IOException {
        var vertx = Vertx.vertx();
        try (var other = TestDatabase.server().start()) {
            int primary = standby.primaryPort();
            answersByReplica(reading(vertx, primary, standby.port()));
            assertThat(port(reading(vertx, primary, primary))).isEqualTo(primary);
            // It has written less, so by the position alone the standby would be up to date.
            assertThat(port(reading(vertx, other.getPort(), standby.port()))).isEqualTo(other.getPort());
        } finally {
            World.await(vertx.close());
        }
    }

    @Test
    void a_statement_that_takes_too_long_there_is_not_asked_again() {
        var vertx = Vertx.vertx();
        try {
            var meters = new SimpleMeterRegistry();
            Counter byPrimary = ReplicaPool.counter(meters, "primary");
            Pool pool = reading(vertx, standby.primaryPort(), standby.port(), meters);
            eventually(
                    () -> {
                        answersByReplica(pool);
                        double before = byPrimary.count();
                        assertThatThrownBy(() -> World.await(
                                        pool.query("select pg_sleep(20)").execute()))
                                .isInstanceOf(DatabaseAway.class);
                        return byPrimary.count() - before;
                    },
                    more -> assertThat(more).isZero());
        } finally {
            World.await(vertx.close());
        }
    }

    /** Whoever types such a thing must not have everybody's searches go to the primary. */
    @Test
    void what_a_statement_itself_fails_with_is_not_the_replicas_fault() {
        var vertx = Vertx.vertx();
        try {
            Pool pool = reading(vertx, standby.primaryPort(), standby.port());
            eventually(
                    () -> {
                        answersByReplica(pool);
                        isRefused(pool);
                        return port(pool);
                    },
                    port -> assertThat(port).isEqualTo(standby.port()));
        } finally {
            World.await(vertx.close());
        }
    }

    private static void isRefused(Pool pool) {
        assertThatThrownBy(() ->
                        World.await(pool.preparedQuery("select 1 / $1::int").execute(Tuple.of(0))))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refusal -> assertThat(refusal.getSqlState()).isEqualTo("22012"));
        assertThatThrownBy(
                        () -> World.await(pool.preparedQuery("select $1::text").execute(Tuple.of("a\0b"))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    /** It gives way to what the replica replays, its role has no right there, and its connection is ended. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise exception 'not here' using errcode = '40001'",
                "raise exception 'not here' using errcode = '42501'",
                "perform pg_terminate_backend(pg_backend_pid()), pg_sleep(1)"
            })
    void what_only_the_replica_refuses_the_primary_answers(String refusal) {
        var vertx = Vertx.vertx();
        try {
            Pool pool = reading(vertx, standby.primaryPort(), standby.port());
            standby.primaryDo("""
                create or replace function fails_on_a_replica() returns int language plpgsql as $$
                begin
                    if pg_is_in_recovery() then %s; end if;
                    return 1;
                end $$
                """.formatted(refusal));
            eventually(
                    () -> {
                        answersByReplica(pool);
                        var answer = World.await(
                                pool.query("select fails_on_a_replica()").execute());
                        assertThat(answer.iterator().next().getInteger(0)).isEqualTo(1);
                        return port(pool);
                    },
                    port -> assertThat(port).as("while the replica rests").isEqualTo(standby.primaryPort()));
        } finally {
            World.await(vertx.close());
        }
    }

    @Test
    void one_that_falls_silent_in_the_midst_of_a_statement_holds_up_that_one_alone() {
        var vertx = Vertx.vertx();
        try (var silent = Cable.to(standby.port())) {
            Pool pool = reading(vertx, standby.primaryPort(), silent.port());
            answersByReplica(pool);
            silent.muteAfter("as silent");
            // Who waited until the connection is given up would be answered by the primary then.
            assertThatThrownBy(
                            () -> World.await(pool.query("select 1 as silent").execute()))
                    .isInstanceOf(DatabaseAway.class);
            assertThat(port(pool)).isEqualTo(standby.primaryPort());
        } finally {
            World.await(vertx.close());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://u:hunter2@h/other | names another database than database.url",
                "postgresql://u:hunter2@h/latchkey?target_session_attrs=read-write | can't be used (read-write)",
                "postgresql://u:hunter2@h/latchkey?ssl_mode=require | has a parameter that is not known (ssl_mode)",
                "postgresql://u:hunter2@h:0/latchkey | has an invalid host or port",
                "mysql://u:hunter2@h/latchkey | is not a supported URL",
            })
    void what_cannot_be_meant_is_one_sentence_without_the_password(String url, String told) {
        var settings = standby.database().settings().with(Map.of("database.read-url", url));
        assertThatThrownBy(() -> new Database(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("Configuration: database.read-url ")
                .hasMessageContaining(told)
                .hasMessageNotContaining("hunter");
    }

    private static void assertIsFound(String email) {
        var made = staff.post(
                "/api/v1/contacts",
                new JsonObject()
                        .put("region", "au")
                        .put("givenName", "Robin")
                        .put("familyName", "Sample")
                        .put("email", email));
        assertThat(made.status()).isEqualTo(201);
        assertThat(staff.get("/api/v1/contacts?search=" + email).json().getInteger("total"))
                .as(email)
                .isEqualTo(1);
    }

    /** Of the tests before it the pool may still rest. */
    private static void answersByReplica() {
        eventually(
                () -> {
                    double before = reads("replica");
                    assertThat(staff.get("/api/v1/contacts").status()).isEqualTo(200);
                    return reads("replica") - before;
                },
                more -> assertThat(more).isPositive());
    }

    private static void answersByReplica(Pool pool) {
        eventually(() -> port(pool), port -> assertThat(port).isEqualTo(standby.port()));
    }

    /** On a busy machine the replica may come too late for once. */
    private static void assertByReplica(Runnable request) {
        eventually(
                () -> {
                    double before = reads("replica");
                    double others = reads("primary");
                    request.run();
                    return reads("replica") > before && reads("primary") == others;
                },
                byReplica -> assertThat(byReplica).isTrue());
    }

    private static double reads(String server) {
        return world.metric("latchkey_reads_total{server=\"" + server + "\"}");
    }

    private static Pool reading(Vertx vertx, int primary, int replica) {
        return reading(vertx, primary, replica, new SimpleMeterRegistry());
    }

    private static Pool reading(Vertx vertx, int primary, int replica, MeterRegistry meters) {
        var settings = standby.database()
                .settings()
                .with(Map.of(
                        "database.url", url(primary, "postgres"),
                        "database.read-url", url(replica, "postgres")));
        var database = new Database(settings);
        return database.readPool(vertx, database.staffPool(vertx), meters);
    }

    /** Of the server that answers; on a busy machine none may, for once. */
    private static int port(Pool pool) {
        return eventually(() -> asked(pool), answered -> assertThat(answered).isPresent())
                .getAsInt();
    }

    private static OptionalInt asked(Pool pool) {
        try {
            return OptionalInt.of(
                    World.await(pool.query("select inet_server_port()").execute())
                            .iterator()
                            .next()
                            .getInteger(0));
        } catch (DatabaseAway e) {
            return OptionalInt.empty();
        }
    }

    private static String url(int port, String database) {
        return "postgresql://postgres@localhost:" + port + "/" + database;
    }
}
