package latchkey.database;

import static latchkey.database.Places.await;
import static latchkey.database.Places.onLoop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GroupedAtOnceTest {

    private static final String ADD = """
            update place set visits = visits + added from unnest($1::text[], $2::integer[]) with ordinality as one (place, added, n)
            where name = one.place
            returning n, name, visits
            """;

    private final Places places = new Places();

    @BeforeEach
    void count_statements() {
        places.execute("""
                create sequence statements;
                create function note() returns trigger language plpgsql as
                    'begin perform nextval(''statements''); return null; end';
                create trigger counted after update on place for each statement execute function note()
                """);
    }

    @Test
    void those_of_one_turn_are_one_statement_and_get_their_own_answers(Vertx vertx) throws Exception {
        var rows = together(vertx, IntStream.range(0, 51).mapToObj(n -> Tuple.of("p" + (50 - n), n)));

        assertThat(rows)
                .extracting(row -> row.orElseThrow().getString("name"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 51).mapToObj(n -> "p" + (50 - n)).toList());
        assertThat(rows)
                .extracting(row -> row.orElseThrow().getInteger("visits"))
                .containsExactlyElementsOf(IntStream.range(0, 51).boxed().toList());
        assertThat(statements(vertx)).isEqualTo(1);
    }

    @Test
    void who_has_no_row_gets_none_and_the_others_theirs(Vertx vertx) throws Exception {
        var rows = together(vertx, Stream.of(Tuple.of("p1", 1), Tuple.of("nowhere", 1), Tuple.of("p2", 2)));

        assertThat(rows.get(0).orElseThrow().getString("name")).isEqualTo("p1");
        assertThat(rows.get(1)).isEmpty();
        assertThat(rows.get(2).orElseThrow().getString("name")).isEqualTo("p2");
    }

    @Test
    void who_wants_the_same_as_another_sees_what_that_one_did_and_holds_nobody_up(Vertx vertx) throws Exception {
        var rows = together(vertx, Stream.of("p1", "p1", "p2", "p1", "p3", "p2").map(place -> Tuple.of(place, 1)));

        assertThat(rows)
                .extracting(row -> row.orElseThrow().getInteger("visits"))
                .containsExactly(1, 2, 1, 3, 1, 2);
        assertThat(statements(vertx)).isEqualTo(3);
    }

    @Test
    void a_full_group_leaves_the_rest_to_the_next(Vertx vertx) throws Exception {
        var rows = together(vertx, IntStream.range(0, 300).mapToObj(n -> Tuple.of("p" + n, n)));

        assertThat(rows)
                .extracting(row -> row.orElseThrow().getInteger("visits"))
                .containsExactlyElementsOf(IntStream.range(0, 300).boxed().toList());
        assertThat(statements(vertx)).isEqualTo(3);
    }

    @Test
    void nobody_fails_for_another_of_the_group(Vertx vertx) throws Exception {
        var all = started(vertx, IntStream.range(0, 9).mapToObj(n -> Tuple.of("p" + n, n == 5 ? 5000 : n)));

        assertThatThrownBy(() -> await(all.get(5))).isInstanceOf(PgException.class);
        for (int n : new int[] {0, 4, 6, 8}) {
            assertThat(await(all.get(n)).orElseThrow().getInteger("visits")).isEqualTo(n);
        }
        assertThat(places.visits(vertx, "p5")).isZero();
    }

    @Test
    void who_waited_too_long_for_the_same_is_given_up_and_nobody_with_them(Vertx vertx) throws Exception {
        var statement = GroupedStatement.atOnce(places.pool(vertx), ADD);
        Context loop = vertx.getOrCreateContext();
        var holder = await(places.pool(vertx).getConnection());
        var held = await(holder.begin());
        await(holder.query("update place set visits = 500 where name = 'p1'").execute());

        var first = onLoop(loop, () -> statement.execute("p1", Tuple.of("p1", 1)));
        var late = onLoop(loop, () -> statement.execute("p1", Tuple.of("p1", 1)));
        var fresh = onLoop(loop, () -> first.transform(failed -> statement.execute("p2", Tuple.of("p2", 1))));

        assertThatThrownBy(() -> await(first))
                .satisfies(
                        failure -> assertThat(SqlState.isUnavailable(failure)).isTrue());
        assertThatThrownBy(() -> await(late)).isInstanceOf(TimeoutException.class);
        assertThat(await(fresh)).isPresent();
        await(held.rollback());
        await(holder.close());
        assertThat(places.visits(vertx, "p1")).isZero();
    }

    private List<Optional<Row>> together(Vertx vertx, Stream<Tuple> all) throws Exception {
        return await(Future.all(started(vertx, all))).list();
    }

    /** All of them come in one turn of an event loop. */
    private List<Future<Optional<Row>>> started(Vertx vertx, Stream<Tuple> all)
            throws ExecutionException, InterruptedException {
        var statement = GroupedStatement.atOnce(places.pool(vertx), ADD);
        return onLoop(
                vertx,
                () -> all.map(one -> statement.execute(one.getString(0), one)).toList());
    }

    private int statements(Vertx vertx) throws TimeoutException {
        return places.one(vertx, "select last_value::integer from statements");
    }
}
