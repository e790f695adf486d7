package latchkey.search;

import io.vertx.core.Future;
import latchkey.search.SearchTable.Found;
import latchkey.search.SearchTable.Wanted;

/**
 * Finds a page of contacts (docs/decisions/041-search.md). If few match, all are found, sorted and counted; if many do,
 * the page is first looked for among the first contacts in order.
 */
final class SearchContacts {

    /** This many are found, sorted and counted within some milliseconds. */
    static final int FEW = 3_000;

    private final SearchTable table;
    private final CountContacts counts;

    SearchContacts(SearchTable table, CountContacts counts) {
        this.table = table;
        this.counts = counts;
    }

    Future<SearchPage> find(Wanted wanted) {
        return wanted.filter().searches() ? search(wanted) : list(wanted);
    }

    private Future<SearchPage> list(Wanted wanted) {
        return table.list(wanted)
                .compose(found -> found.matching() <= SearchTable.COUNTED
                        ? Future.succeededFuture(counted(found))
                        : counts.total(wanted.filter()).map(total -> new SearchPage(found.ids(), total, true)));
    }

    private Future<SearchPage> search(Wanted wanted) {
        if (wanted.filter().isOfItsOwnIndex()) {
            return all(wanted); // Such contacts are no sample of all, so nothing can be estimated from them.
        }
        return table.expected(wanted.filter())
                .compose(expected ->
                        expected > FEW && wanted.isAmongFirst() ? amongFirst(wanted, expected) : all(wanted));
    }

    private Future<SearchPage> amongFirst(Wanted wanted, long expected) {
        return table.amongFirst(wanted)
                .compose(found ->
                        found.ids().size() == wanted.limit() ? estimated(wanted, found, expected) : all(wanted));
    }

    /** Assumes that the regions and the status have the same share of the matches as of all contacts. */
    private Future<SearchPage> estimated(Wanted wanted, Found found, long expected) {
        int seen = wanted.offset() + found.ids().size();
        return counts.share(wanted.filter())
                .map(share -> new SearchPage(found.ids(), Math.max(seen, Math.round(expected * share)), true));
    }

    private Future<SearchPage> all(Wanted wanted) {
        return table.all(wanted).map(SearchContacts::counted);
    }

    private static SearchPage counted(Found found) {
        return new SearchPage(found.ids(), found.matching(), false);
    }
}
