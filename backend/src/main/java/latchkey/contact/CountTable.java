package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many contacts each region has in each status. Counting a million takes a tenth of a second, so a count is good for
 * ten times as long as it took: a moment for a small table, seconds for a large one. For any thread.
 */
final class CountTable {

    private static final int WORTH = 10;

    private static final String COUNT = """
            select region, case when portal = 'INVITED' and invitation_expires_at <= now() then 'EXPIRED' else portal end
                as status, count(*) as count
            from contact group by 1, 2
            """;

    /** So many in a region and a status. */
    record Cell(String region, Status status, long count) {}

    private record Counted(List<Cell> cells, long goodUntil) {}

    private final Pool pool;
    private final AtomicReference<Counted> latest = new AtomicReference<>(new Counted(List.of(), System.nanoTime()));

    CountTable(Pool pool) {
        this.pool = pool;
    }

    Future<List<Cell>> cells() {
        Counted counted = Objects.requireNonNull(latest.get());
        return counted.goodUntil() - System.nanoTime() > 0 ? Future.succeededFuture(counted.cells()) : count();
    }

    /** The cells that a filter's search leaves, counting no more contacts than is worth it. */
    Future<List<Cell>> cells(ContactFilter filter) {
        return filter.searches() ? searched(filter) : cells();
    }

    /** What the filter matches, but for its search. */
    Future<Long> total(ContactFilter filter) {
        return cells().map(cells -> cells.stream()
                .filter(cell -> filter.regions().contains(cell.region()))
                .filter(cell -> filter.status().isEmpty() || filter.status().get() == cell.status())
                .mapToLong(Cell::count)
                .sum());
    }

    /** For the choice of a status: in the regions of the filter. */
    static Map<Status, Long> byStatus(List<Cell> cells, ContactFilter filter) {
        var counts = new EnumMap<Status, Long>(Status.class);
        cells.stream()
                .filter(cell -> filter.regions().contains(cell.region()))
                .forEach(cell -> counts.merge(cell.status(), cell.count(), Long::sum));
        return counts;
    }

    /** For the choice of a region, among those given: in the status of the filter. */
    static Map<String, Long> byRegion(List<Cell> cells, Optional<Status> status, List<String> regions) {
        var counts = new TreeMap<String, Long>();
        cells.stream()
                .filter(cell -> regions.contains(cell.region()))
                .filter(cell -> status.isEmpty() || status.get() == cell.status())
                .forEach(cell -> counts.merge(cell.region(), cell.count(), Long::sum));
        return counts;
    }

    private Future<List<Cell>> searched(ContactFilter filter) {
        var everywhere = new ContactFilter(filter.regions(), Optional.empty(), filter.words());
        String found = "(select c.region, c.portal, c.invitation_expires_at from contact c where "
                + everywhere.condition() + " limit " + SearchTable.COUNTED + ") as contact";
        return pool.preparedQuery(COUNT.replace("from contact", "from " + found))
                .mapping(CountTable::cell)
                .execute(Tuple.tuple(everywhere.parameters()))
                .map(rows -> rows.stream().toList());
    }

    private static Cell cell(Row row) {
        return new Cell(row.getString("region"), Status.valueOf(row.getString("status")), row.getLong("count"));
    }

    private Future<List<Cell>> count() {
        long start = System.nanoTime();
        return pool.preparedQuery(COUNT)
                .mapping(CountTable::cell)
                .execute()
                .map(rows -> rows.stream().toList())
                .onSuccess(cells -> {
                    long now = System.nanoTime();
                    latest.set(new Counted(cells, now + (now - start) * WORTH));
                });
    }
}
