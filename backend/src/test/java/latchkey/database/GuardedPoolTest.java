package latchkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import latchkey.testing.Cable;
import latchkey.testing.TestDatabase;
import latchkey.testing.World;
import latchkey.web.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure of the database says what it is, where it arises. */
@ExtendWith(VertxExtension.class)
class GuardedPoolTest {

    private final TestDatabase database = TestDatabase.create();
    private Pool pool;

    @BeforeEach
    void connect(Vertx vertx) {
        pool = new Database(database.settings()).staffPool(vertx);
    }

    @Test
    void a_text_that_cannot_be_stored_is_the_callers_fault() {
        assertThatThrownBy(
                        () -> World.await(pool.preparedQuery("select $1::text").execute(Tuple.of("a\0b"))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }

    @Test
    void a_fault_in_our_own_sql_is_neither_an_outage_nor_the_callers() {
        assertThatThrownBy(() -> World.await(pool.query("select 1 / 0").execute()))
                .isInstanceOf(PgException.class);
        assertThatThrownBy(() -> World.await(pool.query("select 'x'::int").execute()))
                .isInstanceOf(PgException.class);
        assertThatThrownBy(() -> World.await(pool.query("select nothing").execute()))
                .isInstanceOf(PgException.class);
        assertThatThrownBy(() -> World.await(pool.query("select 1 as one")
                        .mapping(row -> row.getString("two"))
                        .execute()))
                .isNotInstanceOf(DatabaseAway.class);
    }

    @Test
    void parameters_that_are_not_the_statements_are_our_own_fault_too() {
        for (var wrong : List.of(Tuple.tuple(), Tuple.of(1, 2), Tuple.of("one"))) {
            assertThatThrownBy(() ->
                            World.await(pool.preparedQuery("select $1::int").execute(wrong)))
                    .isInstanceOf(VertxException.class);
            Function<SqlConnection, Future<Void>> work = connection ->
                    connection.preparedQuery("select $1::int").execute(wrong).mapEmpty();
            assertThatThrownBy(() -> World.await(pool.withTransaction(work))).isInstanceOf(VertxException.class);
        }
    }

    @Test
    void a_row_that_somebody_holds_is_no_outage() {
        database.execute("create table held (id int primary key); insert into held values (1)");
        Function<SqlConnection, Future<Void>> work = holder -> holder.query("select from held for update")
                .execute()
                .compose(held -> pool.query("select from held for update").execute())
                .mapEmpty();
        assertThatThrownBy(() -> World.await(pool.withTransaction(work)))
                .isInstanceOfSatisfying(
                        DatabaseAway.class, busy -> assertThat(busy.name()).isEqualTo("being-changed"));
    }

    @Test
    void a_statement_that_takes_too_long_or_is_broken_off_says_that_the_database_is_away() {
        assertThatThrownBy(() -> World.await(pool.query("select pg_sleep(20)").execute()))
                .isInstanceOf(DatabaseAway.class);
        assertThatThrownBy(() -> World.await(pool.query("select pg_terminate_backend(pg_backend_pid())")
                        .execute()))
                .isInstanceOf(DatabaseAway.class);
        await().ignoreExceptions()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                World.await(pool.query("select 1").execute()).size())
                        .isEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "28000", "3D000", "53300", "57P03", "58030", "25006"})
    void what_postgresql_says_of_itself_is_no_fault_of_the_statement(String state) {
        assertThatThrownBy(() ->
                        World.await(pool.query("do $$ begin raise exception using errcode = '" + state + "'; end $$")
                                .execute()))
                .isInstanceOf(DatabaseAway.class);
    }

    @Test
    void a_server_that_takes_no_connection_or_says_nothing_is_away(Vertx vertx) {
        try (var cable = Cable.to(URI.create(database.url()).getPort())) {
            var url = database.url().replaceAll(":\\d+/", ":" + cable.port() + "/");
            Pool far = new Database(database.settings().with(Map.of("database.url", url))).staffPool(vertx);
            cable.cut();
            assertThatThrownBy(() -> World.await(far.query("select 1").execute()))
                    .isInstanceOf(DatabaseAway.class);
            cable.join();
            cable.mute();
            assertThatThrownBy(() -> World.await(far.query("select 1").execute()))
                    .isInstanceOf(DatabaseAway.class);
        }
    }

    @Test
    void a_connection_that_falls_silent_in_the_midst_of_a_statement_is_given_up(Vertx vertx) {
        try (var cable = Cable.to(URI.create(database.url()).getPort())) {
            var url = database.url().replaceAll(":\\d+/", ":" + cable.port() + "/");
            Pool far = new Database(database.settings().with(Map.of("database.url", url))).staffPool(vertx);
            var connection = World.await(far.getConnection());
            cable.mute();
            assertThatThrownBy(() -> connection.query("select 1").execute().await(2, TimeUnit.MINUTES))
                    .isInstanceOf(ClosedConnectionException.class);
        }
    }

    /** A log of JSON has no room for what a library prints beside it. */
    @Test
    void a_connection_that_postgresql_ends_prints_nothing() {
        var printed = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            var connection = World.await(pool.getConnection());
            var ended = new CompletableFuture<Void>();
            connection.closeHandler(ended::complete);
            World.await(connection.query("set idle_session_timeout = 1").execute());
            assertThat(ended).succeedsWithin(1, TimeUnit.MINUTES);
        } finally {
            System.setErr(usual);
        }
        // No other test ends a connection by this.
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("idle-session timeout");
    }

    @Test
    void who_loses_a_deadlock_is_tried_once_more() {
        database.execute("create table thing (id int primary key, used int); insert into thing values (1, 0), (2, 0)");
        // A statement has 1.7 s for itself; PostgreSQL looks for deadlocks after one.
        database.execute(
                "do $$ begin execute format('alter database %I set deadlock_timeout = 200', current_database());"
                        + " end $$");
        Future<Void> one = pool.withTransaction(connection -> connection
                .query("update thing set used = used + 1 where id = 1")
                .execute()
                .compose(done -> connection.query("select pg_sleep(0.3)").execute())
                .compose(done -> connection
                        .query("update thing set used = used + 1 where id = 2")
                        .execute())
                .mapEmpty());
        Future<Void> other = pool.preparedQuery("""
            with second as materialized (select * from thing where id = 2 for update),
                wait as materialized (select pg_sleep(0.3) from second),
                first as (select * from thing, wait where id = 1 for update)
            update thing set used = thing.used + 1 from first where thing.id = first.id
            """).execute().mapEmpty();
        World.await(Future.all(one, other));
        assertThat(World.await(pool.query("select used from thing order by id").execute()).stream()
                        .map(row -> row.getInteger(0)))
                .containsExactly(2, 1);
    }

    @Test
    void what_the_work_itself_fails_with_is_not_the_databases() {
        for (var own : List.of(
                new IllegalStateException("of the work"),
                new HttpClosedException("the one who asked is gone"),
                new IOException("of a file"))) {
            Function<SqlConnection, Future<Void>> work =
                    connection -> connection.query("select 1").execute().compose(done -> Future.failedFuture(own));
            assertThatThrownBy(() -> World.await(pool.withTransaction(work))).isSameAs(own);
            assertThatThrownBy(() -> World.await(pool.withConnection(work))).isSameAs(own);
        }
    }

    @Test
    void a_connection_that_is_lost_during_the_work_is_the_databases() {
        Function<SqlConnection, Future<Void>> work = connection -> connection
                .query("select pg_terminate_backend(pg_backend_pid())")
                .execute()
                .transform(ended -> connection.query("select 1").execute())
                .transform(failed -> connection.query("select 2").execute().mapEmpty());
        assertThatThrownBy(() -> World.await(pool.withConnection(work))).isInstanceOf(DatabaseAway.class);
        assertThatThrownBy(() -> World.await(pool.withTransaction(work))).isInstanceOf(DatabaseAway.class);
    }

    /** Then nothing is sent any more, and Vert.x has no class for that. */
    @Test
    void so_it_is_when_the_loss_is_known_before_the_next_statement(Vertx vertx) {
        Function<SqlConnection, Future<Void>> work = connection -> connection
                .query("select pg_terminate_backend(pg_backend_pid())")
                .execute()
                .transform(ended -> vertx.executeBlocking(() -> "somewhere else, while the connection is closed"))
                .compose(closed -> connection.query("select 1").execute().mapEmpty());
        assertThatThrownBy(() -> World.await(pool.withConnection(work))).isInstanceOf(DatabaseAway.class);
    }

    /** There what fails with the connection runs before anybody is told that it is closed. */
    @Test
    void so_it_is_on_the_event_loop_of_the_connection(Vertx vertx) {
        var loop = vertx.getOrCreateContext();
        Future<Void> lost =
                Future.future(promise -> loop.runOnContext(now -> pool.withConnection(connection -> connection
                                .query("select pg_terminate_backend(pg_backend_pid())")
                                .execute()
                                .transform(ended -> connection.query("select 1").execute())
                                .transform(failed ->
                                        connection.query("select 2").execute().<Void>mapEmpty()))
                        .onComplete(promise)));
        assertThatThrownBy(() -> World.await(lost)).isInstanceOf(DatabaseAway.class);
    }

    @Test
    void work_that_throws_gives_its_connection_back() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> World.await(pool.withConnection(connection -> {
                        throw new IllegalStateException("of the work");
                    })))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(World.await(pool.query("select 1").execute()).size()).isEqualTo(1);
    }
}
