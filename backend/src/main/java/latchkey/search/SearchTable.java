package latchkey.search;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** The ways to find a page of contacts; {@link SearchContacts} chooses. */
final class SearchTable {

    /** Beyond this many, contacts are not counted one by one. */
    static final int COUNTED = 2_000;

    /** Which part of a page was wanted. */
    record Wanted(ContactFilter filter, Sorting sorting, boolean descending, int offset, int limit) {

        /** How many contacts in order have to be found. */
        long end() {
            return (long) offset + limit;
        }

        private String order() {
            return sorting.order(descending);
        }

        private String scope() {
            return filter.scope() + sorting.scope(filter.status());
        }

        private String condition() {
            return filter.searches() ? scope() + " and " + filter.search() : scope();
        }
    }

    /**
     * What was found.
     *
     * @param ids the page
     * @param matching how many match, as far as they were counted
     */
    record Found(List<UUID> ids, long matching) {}

    private final Pool pool;

    SearchTable(Pool pool) {
        this.pool = pool;
    }

    /** How many contacts the planner expects a search to find, of all regions and in any status. */
    Future<Long> expected(ContactFilter filter) {
        return pool.preparedQuery("explain (format json) select from contact c where " + filter.search())
                .execute(Tuple.tuple(filter.parameters()))
                .map(rows -> rows.iterator()
                        .next()
                        .get(JsonArray.class, 0)
                        .getJsonObject(0)
                        .getJsonObject("Plan")
                        .getLong("Plan Rows"));
    }

    /** Without a search, along the index of the order; counts what the filter matches, as far as it is worth it. */
    Future<Found> list(Wanted wanted) {
        String sql = """
            select array(select c.id from %6$s where %1$s order by %2$s offset %3$d limit %4$d) as ids,
                (select count(*) from (select from %6$s where %1$s limit %5$d) as first_ones) as matching
            """.formatted(
                        wanted.scope(),
                        wanted.order(),
                        wanted.offset(),
                        wanted.limit(),
                        COUNTED + 1,
                        wanted.sorting().from());
        return run(sql, wanted.filter());
    }

    /** Along the index of the order until the page is full, or so many of the regions' contacts have been looked at. */
    Future<Found> inOrder(Wanted wanted, long most) {
        // Pulled row by row: the outer limit ends the inner scan.
        String sql = """
            select array(
                select c.id from (
                    select c.* from %7$s where %1$s order by %2$s limit %3$d) c
                where %4$s offset %5$d limit %6$d) as ids, 0::bigint as matching
            """.formatted(
                        wanted.filter().inRegions(),
                        wanted.order(),
                        roundedUp(most),
                        wanted.condition(),
                        wanted.offset(),
                        wanted.limit(),
                        wanted.sorting().from());
        return run(sql, wanted.filter());
    }

    /** By the trigram index, for what few contacts have; sorts and counts them all. */
    Future<Found> byTrigrams(Wanted wanted) {
        String sql = """
            with found as materialized (
                select %1$s from %6$s where %2$s
            )
            select array(select c.id from found c order by %3$s offset %4$d limit %5$d) as ids,
                (select count(*) from found) as matching
            """.formatted(
                        wanted.sorting().columns(),
                        wanted.condition(),
                        wanted.order(),
                        wanted.offset(),
                        wanted.limit(),
                        wanted.sorting().from());
        return run(sql, wanted.filter());
    }

    /** The same without the count, which would have to keep them all. */
    Future<Found> byTrigramsUncounted(Wanted wanted) {
        // The offset keeps the planner from going through all contacts in order.
        String sql = """
            select array(
                select c.id from (select %1$s from %6$s where %2$s offset 0) c
                order by %3$s offset %4$d limit %5$d) as ids, 0::bigint as matching
            """.formatted(
                        wanted.sorting().columns(),
                        wanted.condition(),
                        wanted.order(),
                        wanted.offset(),
                        wanted.limit(),
                        wanted.sorting().from());
        return run(sql, wanted.filter());
    }

    private Future<Found> run(String sql, ContactFilter filter) {
        return pool.preparedQuery(sql)
                .mapping(SearchTable::found)
                .execute(Tuple.tuple(filter.parameters()))
                .map(rows -> rows.iterator().next());
    }

    private static Found found(Row row) {
        return new Found(List.of(row.getArrayOfUUIDs("ids")), row.getLong("matching"));
    }

    /** To a power of two: few statements to prepare. */
    private static long roundedUp(long number) {
        return Long.highestOneBit(Math.max(1, number - 1)) * 2;
    }
}
