package latchkey.contact;

import io.vertx.core.Future;
import latchkey.contact.SearchTable.Found;
import latchkey.contact.SearchTable.Wanted;

/**
 * Finds a page of contacts in a time that does not grow with their number (docs/decisions/041-search.md). What many
 * contacts have is found among the first ones in order; what few have, by trigrams. Which it is, the first ones tell.
 */
final class SearchContacts {

    /**
     * If so large a part of the contacts matches, going through them in order finds a page sooner than finding all that
     * match: with a million contacts both read some 7,000 rows then.
     */
    private static final double OFTEN = 0.007;

    private final SearchTable table;
    private final CountTable counts;

    SearchContacts(SearchTable table, CountTable counts) {
        this.table = table;
        this.counts = counts;
    }

    Future<Page> find(Wanted wanted) {
        return wanted.filter().searches() ? search(wanted) : list(wanted);
    }

    private Future<Page> list(Wanted wanted) {
        return table.inOrder(wanted)
                .compose(found -> found.found() <= SearchTable.COUNTED
                        ? Future.succeededFuture(new Page(found.ids(), found.found(), false))
                        : counts.total(wanted.filter()).map(total -> new Page(found.ids(), total, true)));
    }

    private Future<Page> search(Wanted wanted) {
        return table.inWindow(wanted).compose(window -> {
            if (window.seen() < SearchTable.WINDOW) {
                return Future.succeededFuture(new Page(window.ids(), window.found(), false));
            }
            boolean enough = window.found() >= wanted.offset() + (long) wanted.limit();
            boolean often = window.found() >= window.seen() * OFTEN;
            return enough
                    ? estimated(wanted, window, window)
                    : often
                            ? table.inOrder(wanted).compose(found -> estimated(wanted, found, window))
                            : table.byTrigrams(wanted).map(found -> new Page(found.ids(), found.found(), false));
        });
    }

    /** Of all contacts, as large a part as of those in the window. */
    private Future<Page> estimated(Wanted wanted, Found page, Found window) {
        return counts.total(wanted.filter().withoutSearch())
                .map(total -> new Page(
                        page.ids(),
                        Math.max(wanted.offset() + page.ids().size(), total * window.found() / window.seen()),
                        true));
    }
}
