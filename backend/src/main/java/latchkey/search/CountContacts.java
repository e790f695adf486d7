package latchkey.search;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import latchkey.contact.PortalStatus;
import latchkey.search.CountTable.Cell;

/**
 * How many contacts each region has in each status. Counting a million takes some tenths of a second, so a count is
 * reused for ten times as long as it took; if it was slow, it is refreshed in the background. For any thread.
 */
final class CountContacts {

    private static final int WORTH = 10;
    private static final Duration LONG = Duration.ofMillis(20);
    private static final Duration OLD = Duration.ofMinutes(5);

    /**
     * If one in three hundred matches, a sample of this size has a hundred: close enough for a number beside a filter.
     */
    private static final long SAMPLE = 30_000;

    private record Counted(List<Cell> cells, long at, Duration took) {

        static final Counted NOTHING = new Counted(List.of(), System.nanoTime(), Duration.ZERO);

        boolean isFresh() {
            return age().compareTo(took.multipliedBy(WORTH)) < 0;
        }

        boolean isGoodEnough() {
            return took.compareTo(LONG) > 0 && age().compareTo(OLD) < 0;
        }

        private Duration age() {
            return Duration.ofNanos(System.nanoTime() - at);
        }
    }

    private final CountTable table;
    private final SearchTable search;
    private final AtomicReference<Counted> latest = new AtomicReference<>(Counted.NOTHING);
    private final AtomicBoolean counting = new AtomicBoolean();

    CountContacts(CountTable table, SearchTable search) {
        this.table = table;
        this.search = search;
    }

    /** For the choice of a status: counts in the regions of the filter. */
    static Map<PortalStatus, Long> byStatus(List<Cell> cells, ContactFilter filter) {
        var counts = new EnumMap<PortalStatus, Long>(PortalStatus.class);
        cells.stream()
                .filter(cell -> cell.isIn(filter.withoutStatus()))
                .forEach(cell -> counts.merge(cell.status(), cell.count(), Long::sum));
        return counts;
    }

    /** For the choice of a region: counts in the status of the filter. */
    static Map<String, Long> byRegion(List<Cell> cells, ContactFilter filter) {
        var counts = new TreeMap<String, Long>();
        cells.stream()
                .filter(cell -> cell.isIn(filter))
                .forEach(cell -> counts.merge(cell.region(), cell.count(), Long::sum));
        return counts;
    }

    /** The counts of the filter's search; if PostgreSQL expects many, they are estimated from a sample. */
    Future<List<Cell>> cells(ContactFilter filter) {
        return filter.searches() ? found(filter.withoutStatus()) : all();
    }

    /** How many of those that the filter matches have an undelivered invitation. */
    Future<Long> mailTrouble(ContactFilter filter) {
        return table.found(filter.withMailTrouble()).map(CountContacts::sum);
    }

    /** How many contacts the filter matches without its search. */
    Future<Long> total(ContactFilter filter) {
        return all().map(cells -> sum(cells, filter));
    }

    /** The share of all contacts in the filter's regions and status, from 0 to 1. */
    Future<Double> share(ContactFilter filter) {
        return all().map(cells -> (double) sum(cells, filter) / Math.max(1, sum(cells)));
    }

    private Future<List<Cell>> found(ContactFilter filter) {
        if (filter.isOfItsOwnIndex()) {
            return table.found(filter);
        }
        return search.expected(filter)
                .compose(
                        expected -> expected <= SearchContacts.FEW ? table.found(filter) : estimated(filter, expected));
    }

    private Future<List<Cell>> estimated(ContactFilter filter, long expected) {
        return all().compose(all -> table.sampled(filter, Math.clamp(100 * SAMPLE / Math.max(1, sum(all)), 1, 100)))
                .map(sample -> sample.stream()
                        .map(cell -> cell.times((double) expected / sum(sample)))
                        .toList());
    }

    private Future<List<Cell>> all() {
        Counted known = Objects.requireNonNull(latest.get());
        if (!known.isFresh() && !known.isGoodEnough()) {
            return count();
        }
        if (!known.isFresh() && counting.compareAndSet(false, true)) {
            var _ = count().onComplete(counted -> counting.set(false));
        }
        return Future.succeededFuture(known.cells());
    }

    private Future<List<Cell>> count() {
        long start = System.nanoTime();
        return table.all().onSuccess(cells -> {
            long now = System.nanoTime();
            latest.set(new Counted(cells, now, Duration.ofNanos(now - start)));
        });
    }

    private static long sum(List<Cell> cells, ContactFilter filter) {
        return sum(cells.stream().filter(cell -> cell.isIn(filter)).toList());
    }

    private static long sum(List<Cell> cells) {
        return cells.stream().mapToLong(Cell::count).sum();
    }
}
