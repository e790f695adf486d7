package latchkey.database;

import static latchkey.database.Places.await;
import static latchkey.database.Places.onLoop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import latchkey.testing.Cable;
import latchkey.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class GroupedStatementTest {

    private static final String ADD = """
        update place set visits = visits + $2 where name = $1
        returning name, visits, pg_current_xact_id()::text as transaction
        """;

    private static final String LOSES_ONCE = "select $1::int + lose() as n";

    private final Places places = new Places();

    @Test
    void those_who_come_in_one_turn_share_a_commit_and_get_their_own_answers(Vertx vertx) throws Exception {
        var rows = together(vertx, places.pool(vertx), 51, n -> Tuple.of("p" + n, n));

        assertThat(rows).extracting(row -> row.getString("name")).containsExactlyElementsOf(names(51));
        assertThat(rows).extracting(row -> row.getInteger("visits")).containsExactlyElementsOf(numbers(51));
        assertThat(transactions(rows)).containsOnly(transactions(rows).getFirst());
    }

    @Test
    void those_who_come_while_a_group_is_under_way_share_the_next(Vertx vertx) throws Exception {
        Pool pool = places.pool(vertx);
        Context loop = vertx.getOrCreateContext();
        var statement = GroupedStatement.committedTogether(pool, ADD);
        var holder = await(pool.getConnection());
        var held = await(holder.begin());
        await(holder.query("update place set visits = 500 where name = 'p0'").execute());

        var first = onLoop(loop, () -> add(statement, "p0", 1));
        var second = onLoop(loop, () -> add(statement, "p1", 1));
        var third = onLoop(loop, () -> add(statement, "p2", 1));
        await(held.rollback());
        await(holder.close());

        var rows = await(Future.all(first, second, third)).<Optional<Row>>list().stream()
                .map(Optional::orElseThrow)
                .toList();
        assertThat(transactions(rows).get(2))
                .isEqualTo(transactions(rows).get(1))
                .isNotEqualTo(transactions(rows).getFirst());
    }

    @Test
    void threads_that_are_no_event_loops_need_not_wait_for_a_turn(Vertx vertx) throws Exception {
        var statement = GroupedStatement.committedTogether(places.pool(vertx), ADD);

        assertThat(await(add(statement, "p0", 1))).isPresent();
        var onWorker = vertx.executeBlocking(() -> add(statement, "p0", 1)).compose(added -> added);
        assertThat(await(onWorker)).isPresent();
        assertThat(places.visits(vertx, "p0")).isEqualTo(2);
    }

    @Test
    void a_full_group_leaves_the_rest_to_the_next(Vertx vertx) throws Exception {
        var rows = together(vertx, places.pool(vertx), 300, n -> Tuple.of("p" + n, n));

        assertThat(rows).extracting(row -> row.getInteger("visits")).containsExactlyElementsOf(numbers(300));
        assertThat(transactions(rows).stream().distinct()).hasSize(3);
    }

    @Test
    void each_of_one_group_sees_what_those_before_it_did(Vertx vertx) throws Exception {
        var rows = together(vertx, places.pool(vertx), 31, n -> Tuple.of("p1", 1));

        assertThat(rows).extracting(row -> row.getInteger("visits")).doesNotHaveDuplicates();
        assertThat(places.visits(vertx, "p1")).isEqualTo(31);
    }

    @Test
    void nobody_fails_for_another_of_the_group(Vertx vertx) throws Exception {
        var all = started(vertx, places.pool(vertx), 51, n -> Tuple.of("p" + n, n == 25 ? 5000 : n));

        assertThatThrownBy(() -> await(all.get(25))).isInstanceOf(PgException.class);
        for (int n : new int[] {0, 1, 24, 26, 50}) {
            assertThat(await(all.get(n)).orElseThrow().getInteger("visits")).isEqualTo(n);
        }
        assertThat(places.visits(vertx, "p25")).isZero();
    }

    @Test
    void nobody_fails_for_a_deadlock_that_the_group_lost(Vertx vertx) throws Exception {
        var statement = GroupedStatement.committedTogether(places.pool(vertx), LOSES_ONCE);
        for (int size : new int[] {1, 3}) {
            startToLose();
            var all = onLoop(
                    vertx,
                    () -> IntStream.range(0, size)
                            .mapToObj(n -> statement.execute(Tuple.of(n)))
                            .toList());
            for (int n = 0; n < size; n++) {
                assertThat(await(all.get(n)).orElseThrow().getInteger(0)).isEqualTo(n);
            }
        }
    }

    @Test
    void who_loses_a_deadlock_apart_is_tried_once_more(Vertx vertx) throws Exception {
        startToLose();
        var statement = GroupedStatement.committedApart(places.pool(vertx), LOSES_ONCE);

        var answer = onLoop(vertx, () -> statement.execute(Tuple.of(7)));

        assertThat(await(answer).orElseThrow().getInteger(0)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_text_that_cannot_be_stored_is_the_fault_of_the_one_who_sent_it(boolean isOneTransaction, Vertx vertx)
            throws Exception {
        Pool pool = places.pool(vertx);
        String sql = "select $1::text as text";
        var statement = isOneTransaction
                ? GroupedStatement.committedTogether(pool, sql)
                : GroupedStatement.committedApart(pool, sql);

        var all = onLoop(
                vertx,
                () -> Stream.of("a", "b\0", "c")
                        .map(text -> statement.execute(Tuple.of(text)))
                        .toList());

        assertThat(await(all.get(0)).orElseThrow().getString(0)).isEqualTo("a");
        assertThatThrownBy(() -> await(all.get(1)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
        assertThat(await(all.get(2)).orElseThrow().getString(0)).isEqualTo("c");
    }

    @Test
    void who_comes_alone_and_is_refused_is_not_executed_again(Vertx vertx) throws Exception {
        places.execute("create sequence tried");
        var statement =
                GroupedStatement.committedTogether(places.pool(vertx), "select 1 / ($1::bigint * nextval('tried'))");

        var answer = onLoop(vertx, () -> statement.execute("", Tuple.of(0L)));

        assertThatThrownBy(() -> await(answer)).isInstanceOf(PgException.class);
        assertThat(places.one(vertx, "select last_value::integer from tried")).isEqualTo(1);
    }

    @Test
    void who_wants_a_locked_row_waits_alone(Vertx vertx) throws Exception {
        Pool pool = places.pool(vertx);
        var statement =
                GroupedStatement.committedTogether(pool, "select name from place where name = $1 for update nowait");
        var holder = await(pool.getConnection());
        var held = await(holder.begin());
        await(holder.query("update place set visits = 5 where name = 'p1'").execute());

        var all = onLoop(
                vertx,
                () -> Stream.of("p0", "p1", "p2", "p1")
                        .map(name -> statement.execute(name, Tuple.of(name)))
                        .toList());
        assertThat(await(all.get(0))).isPresent();
        assertThat(await(all.get(2))).isPresent();
        assertThat(all.get(1).isComplete()).isFalse();
        await(held.rollback());

        assertThat(await(all.get(1))).isPresent();
        assertThat(await(all.get(3))).isPresent();
        await(holder.close());
    }

    @Test
    void what_waited_too_long_is_never_done_and_the_next_is(Vertx vertx) throws Exception {
        Pool pool = places.pool(vertx);
        var statement = GroupedStatement.committedTogether(pool, ADD);
        var holder = await(pool.getConnection());
        var held = await(holder.begin());
        await(holder.query("update place set visits = 500 where name = 'p1'").execute());

        Context loop = vertx.getOrCreateContext();
        var before = onLoop(loop, () -> add(statement, "p1", 1));
        var late = onLoop(loop, () -> add(statement, "p2", 1));
        assertThatThrownBy(() -> await(before))
                .satisfies(failure -> assertThat(failure).isInstanceOf(DatabaseAway.class));
        assertThatThrownBy(() -> await(late)).isInstanceOf(DatabaseAway.class);
        await(held.rollback());
        await(holder.close());

        assertThat(await(onLoop(vertx, () -> add(statement, "p3", 1)))).isPresent();
        assertThat(places.visits(vertx, "p1")).isZero();
        assertThat(places.visits(vertx, "p2")).isZero();
    }

    @Test
    void a_broken_connection_fails_for_all_of_the_group_and_the_next_is_done(Vertx vertx) throws Exception {
        try (Cable cable = Cable.to(URI.create(places.url()).getPort())) {
            Pool pool = new GuardedPool(
                    vertx,
                    PgBuilder.pool()
                            .connectingTo(PgConnectOptions.fromUri(places.url()).setPort(cable.port()))
                            .using(vertx)
                            .build(),
                    new Outage());
            var statement = GroupedStatement.committedTogether(pool, ADD);
            await(onLoop(vertx, () -> add(statement, "p0", 1)));
            cable.mute();
            var all = onLoop(vertx, () -> List.of(add(statement, "p1", 1), add(statement, "p2", 1)));
            cable.cut();

            all.forEach(one -> assertThatThrownBy(() -> await(one))
                    .satisfies(failure -> assertThat(failure).isInstanceOf(DatabaseAway.class)));
            cable.join();

            assertThat(await(onLoop(vertx, () -> add(statement, "p3", 1)))).isPresent();
            assertThat(places.visits(vertx, "p1")).isZero();
        }
    }

    private static List<Row> together(Vertx vertx, Pool pool, int many, IntFunction<Tuple> parameters)
            throws Exception {
        return await(Future.all(started(vertx, pool, many, parameters))).<Optional<Row>>list().stream()
                .map(Optional::orElseThrow)
                .toList();
    }

    /** All of them come in one turn of an event loop. */
    private static List<Future<Optional<Row>>> started(Vertx vertx, Pool pool, int many, IntFunction<Tuple> parameters)
            throws Exception {
        var statement = GroupedStatement.committedTogether(pool, ADD);
        return onLoop(
                vertx,
                () -> IntStream.range(0, many)
                        .mapToObj(parameters)
                        .map(one -> statement.execute(one.getString(0), one))
                        .toList());
    }

    /** From now on the first execution of {@link #LOSES_ONCE} is refused as the victim of a deadlock. */
    private void startToLose() {
        places.execute("""
            drop sequence if exists tries;
            create sequence tries;
            create or replace function lose() returns int language plpgsql as $$
            begin
                if nextval('tries') = 1 then
                    raise exception 'lost' using errcode = '40P01';
                end if;
                return 0;
            end $$
            """);
    }

    private static Future<Optional<Row>> add(GroupedStatement statement, String place, int visits) {
        return statement.execute(place, Tuple.of(place, visits));
    }

    private static List<String> transactions(List<Row> rows) {
        return rows.stream().map(row -> row.getString("transaction")).toList();
    }

    private static List<String> names(int many) {
        return IntStream.range(0, many).mapToObj(n -> "p" + n).toList();
    }

    private static List<Integer> numbers(int many) {
        return IntStream.range(0, many).boxed().toList();
    }
}
