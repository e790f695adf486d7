package latchkey.search;

import io.vertx.core.Future;
import latchkey.search.SearchTable.Found;
import latchkey.search.SearchTable.Wanted;

/**
 * Finds a page of contacts in a time that does not grow with their number (docs/decisions/041-search.md). What few
 * contacts have is found by trigrams; what many have, among the first ones in order. Which it is, PostgreSQL's estimate
 * tells.
 */
final class SearchContacts {

    /** So many are found, sorted and counted within some milliseconds. */
    static final int FEW = 3_000;

    /** Where one in so many matches, a try may cost as much as finding all of them. */
    private static final int WORTH = 7;

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
        return table.expected(wanted.filter())
                .compose(expected -> expected <= FEW
                        ? table.byTrigrams(wanted).map(SearchContacts::counted)
                        : counts.density(wanted.filter(), expected)
                                .compose(density -> searchForMany(wanted, expected, density))
                                .compose(found -> estimated(wanted, found, expected)));
    }

    /**
     * Those who match may stand anywhere in the order. The larger a part of all they are, the likelier they are
     * everywhere, and the more is a try worth, next to finding all of them.
     */
    private Future<Found> searchForMany(Wanted wanted, long expected, double density) {
        long most = (long) (expected * Math.min(1, WORTH * density));
        return wanted.end() > most * density
                ? table.byTrigramsUncounted(wanted)
                : table.inOrder(wanted, most)
                        .compose(found -> found.ids().size() == wanted.limit()
                                ? Future.succeededFuture(found)
                                : table.byTrigramsUncounted(wanted));
    }

    private static SearchPage counted(Found found) {
        return new SearchPage(found.ids(), found.matching(), false);
    }

    /** As large a part of those expected as the regions and the status have of all contacts. */
    private Future<SearchPage> estimated(Wanted wanted, Found found, long expected) {
        int seen = wanted.offset() + found.ids().size();
        return counts.share(wanted.filter())
                .map(share -> new SearchPage(found.ids(), Math.max(seen, Math.round(expected * share)), true));
    }
}
