package latchkey.search;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.List;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactJson;
import latchkey.contact.ContactTable;
import latchkey.search.CountTable.Cell;
import latchkey.search.SearchTable.Wanted;
import latchkey.web.Reply;

/** Finding and counting contacts. */
public final class SearchRoutes {

    private static final int USUAL_PAGE = 50;

    private final ContactTable contacts;
    private final CountContacts counts;
    private final SearchContacts search;

    public SearchRoutes(Pool pool) {
        contacts = new ContactTable(pool);
        var table = new SearchTable(pool);
        counts = new CountContacts(new CountTable(pool), table);
        search = new SearchContacts(table, counts);
    }

    public void mount(Operations operations) {
        operations.on("listContacts", this::list);
        operations.on("countContacts", this::count);
    }

    /** The filter of a request's parameters. */
    public static ContactFilter filter(SignedInStaff member, ApiRequest request) {
        return ContactFilter.of(
                member,
                request.text("search"),
                request.text("region"),
                request.text("status"),
                request.text("import"),
                request.text("mail"),
                request.text("archived"));
    }

    private Future<Reply> list(SignedInStaff member, ApiRequest request) {
        Sorting sorting = Sorting.of(request.text("sort").orElse("name"));
        boolean descending = request.text("order").orElse("asc").equals("desc");
        var wanted = new Wanted(
                filter(member, request),
                sorting,
                descending,
                request.number("offset", 0),
                request.number("limit", USUAL_PAGE));
        return search.find(wanted)
                .compose(page -> contacts.these(page.ids())
                        .map(found -> Reply.json(new JsonObject()
                                .put("items", ContactJson.of(found))
                                .put("total", page.total())
                                .put("totalIsEstimate", page.estimated()))));
    }

    private Future<Reply> count(SignedInStaff member, ApiRequest request) {
        ContactFilter filter = filter(member, request);
        ContactFilter everywhere = filter.inAllRegionsOf(member);
        return Future.all(counts.cells(everywhere), counts.mailTrouble(filter)).map(counted -> {
            List<Cell> cells = counted.resultAt(0);
            var byStatus = new JsonObject();
            CountContacts.byStatus(cells, filter).forEach((status, count) -> byStatus.put(status.name(), count));
            var byRegion = new JsonObject();
            CountContacts.byRegion(cells, everywhere).forEach(byRegion::put);
            return Reply.json(new JsonObject()
                    .put("byStatus", byStatus)
                    .put("byRegion", byRegion)
                    .put("mailTrouble", counted.<Long>resultAt(1)));
        });
    }
}
