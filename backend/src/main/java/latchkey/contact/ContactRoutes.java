package latchkey.contact;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.Member;
import latchkey.api.Operations;
import latchkey.api.Sent;
import latchkey.contact.SearchTable.Wanted;
import latchkey.database.SqlState;
import latchkey.web.Problem;
import latchkey.web.Reply;
import org.jspecify.annotations.Nullable;

/** Contacts: finding, creating, changing. */
public final class ContactRoutes {

    private static final int USUAL_PAGE = 50;

    private final ContactTable contacts;
    private final ChangeTable changes;
    private final CountContacts counts;
    private final SearchContacts search;

    public ContactRoutes(Pool pool) {
        contacts = new ContactTable(pool);
        changes = new ChangeTable(pool);
        var table = new SearchTable(pool);
        counts = new CountContacts(new CountTable(pool), table);
        search = new SearchContacts(table, counts);
    }

    public void mount(Operations operations) {
        operations.on("listContacts", this::list);
        operations.on("createContact", this::create);
        operations.on("countContacts", this::count);
        operations.on("getContact", this::get);
        operations.on("changeContact", this::change);
    }

    /** The filter of a request's parameters. */
    static ContactFilter filter(Member member, Sent sent) {
        return ContactFilter.of(member, sent.text("search"), sent.text("region"), sent.text("status"));
    }

    private Future<Reply> list(Member member, Sent sent) {
        Sorting sorting = Sorting.of(sent.text("sort").orElse("name"));
        boolean descending = sent.text("order").orElse("asc").equals("desc");
        var wanted = new Wanted(
                filter(member, sent), sorting, descending, sent.number("offset", 0), sent.number("limit", USUAL_PAGE));
        return search.find(wanted)
                .compose(page -> contacts.these(page.ids()).map(found -> {
                    var items = new JsonArray();
                    found.forEach(contact -> items.add(contact.json()));
                    return Reply.json(new JsonObject()
                            .put("items", items)
                            .put("total", page.total())
                            .put("totalIsEstimate", page.estimated()));
                }));
    }

    private Future<Reply> count(Member member, Sent sent) {
        ContactFilter filter = filter(member, sent);
        ContactFilter everywhere = filter.inAllRegionsOf(member);
        return counts.cells(everywhere).map(cells -> {
            var byStatus = new JsonObject();
            CountContacts.byStatus(cells, filter).forEach((status, count) -> byStatus.put(status.name(), count));
            var byRegion = new JsonObject();
            CountContacts.byRegion(cells, everywhere).forEach(byRegion::put);
            return Reply.json(new JsonObject().put("byStatus", byStatus).put("byRegion", byRegion));
        });
    }

    private Future<Reply> create(Member member, Sent sent) {
        JsonObject body = sent.body();
        if (!member.sees(body.getString("region"))) {
            throw Person.invalid("region", "is not one of your regions");
        }
        var contact = new JsonObject()
                .put("region", body.getString("region"))
                .put("givenName", Person.name("givenName", body.getString("givenName")))
                .put("familyName", Person.name("familyName", body.getString("familyName")))
                .put("email", Person.email(body.getString("email")))
                .put("phone", optional(body, "phone"))
                .put("reference", optional(body, "reference"));
        return changes.create(member, sent.network(), contact)
                .compose(id -> contacts.get(member, id))
                .map(made -> Reply.json(201, made.json()));
    }

    private Future<Reply> get(Member member, Sent sent) {
        return contacts.get(member, sent.id("id")).map(contact -> Reply.json(contact.json()));
    }

    private Future<Reply> change(Member member, Sent sent) {
        UUID id = sent.id("id");
        Change change = Change.of(sent.body());
        return changes.change(member, sent.network(), id, change)
                .recover(failure -> SqlState.isDuplicateKey(failure)
                        ? addressInUse(member, id, change)
                        : Future.failedFuture(failure))
                .compose(outcome -> switch (outcome) {
                    case CHANGED -> contacts.get(member, id);
                    case CONFLICT -> Future.failedFuture(Problem.of(409, "conflict"));
                    case ADDRESS_NEEDED ->
                        Future.failedFuture(Person.invalid("email", "is what the client signs in with"));
                    case ABSENT -> Future.failedFuture(Problem.of(404, "not-found"));
                })
                .map(contact -> Reply.json(contact.json()));
    }

    private <T> Future<T> addressInUse(Member member, UUID id, Change change) {
        return contacts.get(member, id)
                .compose(contact ->
                        changes.owner(contact.region(), change.email().orElse("")))
                .compose(owner -> {
                    Problem problem = Problem.of(409, "address-in-use");
                    return Future.failedFuture(
                            owner.isPresent()
                                    ? problem.with("contactId", owner.get().toString())
                                    : problem);
                });
    }

    private static @Nullable String optional(JsonObject body, String field) {
        return Person.optional(field, Optional.ofNullable(body.getString(field)))
                .orElse(null);
    }
}
