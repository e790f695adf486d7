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

    /** This many are read in order within some milliseconds. */
    private static final int FIRST = 5_000;

    /** The page that was asked for. */
    record Wanted(ContactFilter filter, Sorting sorting, boolean descending, int offset, int limit) {

        /** Whether the page lies among the first contacts in the order of an index. */
        boolean isAmongFirst() {
            return offset + limit < FIRST && sorting != Sorting.LAST_SIGN_IN_AT;
        }

        private String order() {
            return sorting.order(descending);
        }

        private String scope() {
            return filter.scope() + sorting.scope(filter.status());
        }

        private String condition() {
            return filter.condition() + sorting.scope(filter.status());
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

    /** Without a search, along the index of the order; counts the matches up to {@link #COUNTED}. */
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

    /** Among the first contacts in order, until the page is full. */
    Future<Found> amongFirst(Wanted wanted) {
        // Pulled row by row: the outer limit ends the inner scan.
        String sql = """
            select array(
                select c.id from (
                    select c.* from %s where %s order by %s limit %d) c
                where %s offset %d limit %d) as ids, 0::bigint as matching
            """.formatted(
                        wanted.sorting().from(),
                        wanted.filter().inRegions(),
                        wanted.order(),
                        FIRST,
                        wanted.condition(),
                        wanted.offset(),
                        wanted.limit());
        return run(sql, wanted.filter());
    }

    /** All matches, sorted and counted. */
    Future<Found> all(Wanted wanted) {
        String sql = """
            with found as materialized (
                select %s from %s where %s
            )
            select array(select c.id from found c order by %s offset %d limit %d) as ids,
                (select count(*) from found) as matching
            """.formatted(
                        wanted.sorting().columns(),
                        wanted.sorting().from(),
                        wanted.condition(),
                        wanted.order(),
                        wanted.offset(),
                        wanted.limit());
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
}
