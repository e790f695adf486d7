package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** The three ways to find a page of contacts; {@link SearchContacts} chooses. */
final class SearchTable {

    /** Beyond this many, contacts are not counted one by one. */
    static final int COUNTED = 2_000;

    /** So many of the first contacts in order are looked through before anything else is tried. */
    static final int WINDOW = 1_000;

    /** Which part of a page was wanted. */
    record Wanted(ContactFilter filter, String order, int offset, int limit) {}

    /**
     * What was found.
     *
     * @param ids the page
     * @param found how many matched among those seen
     * @param seen how many were looked at
     */
    record Found(List<UUID> ids, long found, long seen) {}

    private final Pool pool;

    SearchTable(Pool pool) {
        this.pool = pool;
    }

    /** Along the index of the order; counts what the filter matches without its search, as far as it is worth it. */
    Future<Found> inOrder(Wanted wanted) {
        String sql = """
                select array(select c.id from contact c where %1$s order by %2$s offset %3$d limit %4$d) as ids,
                    (select count(*) from (select from contact c where %5$s limit %6$d) as first_ones) as found, 0::bigint as seen
                """.formatted(
                        wanted.filter().condition(),
                        wanted.order(),
                        wanted.offset(),
                        wanted.limit(),
                        wanted.filter().searches() ? "false" : wanted.filter().scope(),
                        COUNTED + 1);
        return run(sql, wanted.filter());
    }

    /** Looks through the first contacts in order: enough for what many contacts have. */
    Future<Found> inWindow(Wanted wanted) {
        String sql = """
                with seen as materialized (
                    select c.id, c.search, row_number() over (order by %2$s) as place
                    from contact c where %1$s order by %2$s limit %3$d
                ), found as materialized (
                    select c.id, c.place from seen c where %4$s
                )
                select array(select id from found order by place offset %5$d limit %6$d) as ids,
                    (select count(*) from found) as found, (select count(*) from seen) as seen
                """.formatted(
                        wanted.filter().scope(),
                        wanted.order(),
                        WINDOW,
                        wanted.filter().search(),
                        wanted.offset(),
                        wanted.limit());
        return run(sql, wanted.filter());
    }

    /** By the trigram index, for what few contacts have; sorts and counts them all. */
    Future<Found> byTrigrams(Wanted wanted) {
        String sql = """
                with found as materialized (
                    select %1$s from contact c where %2$s
                )
                select array(select c.id from found c order by %3$s offset %4$d limit %5$d) as ids,
                    (select count(*) from found) as found, 0::bigint as seen
                """.formatted(
                        Sorting.COLUMNS, wanted.filter().condition(), wanted.order(), wanted.offset(), wanted.limit());
        return run(sql, wanted.filter());
    }

    private Future<Found> run(String sql, ContactFilter filter) {
        return pool.preparedQuery(sql)
                .mapping(SearchTable::found)
                .execute(Tuple.tuple(filter.parameters()))
                .map(rows -> rows.iterator().next());
    }

    private static Found found(Row row) {
        return new Found(List.of(row.getArrayOfUUIDs("ids")), row.getLong("found"), row.getLong("seen"));
    }
}
