package latchkey.event;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.ApiRequest;
import latchkey.api.Operations;
import latchkey.api.SignedInStaff;
import latchkey.contact.ContactTable;
import latchkey.web.Problem;
import latchkey.web.Reply;

/** Events: of one contact, and of everybody. */
public final class EventRoutes {

    private static final int USUAL_PAGE = 50;
    private static final ValueRange YEARS = ValueRange.of(1, 9_998);

    private final EventTable events;
    private final EventTable activity;
    private final ContactTable contacts;

    /** @param reads for what happened to everybody */
    public EventRoutes(Pool pool, Pool reads) {
        events = new EventTable(pool);
        activity = new EventTable(reads);
        contacts = new ContactTable(pool);
    }

    public void mount(Operations operations) {
        operations.on("listContactEvents", this::ofContact);
        operations.on("listEvents", this::ofEverybody);
    }

    private Future<Reply> ofContact(SignedInStaff member, ApiRequest request) {
        UUID id = request.id("id");
        return contacts.get(member, id)
                .compose(contact -> events.ofContact(member, id, window(request)))
                .map(EventRoutes::reply);
    }

    private Future<Reply> ofEverybody(SignedInStaff member, ApiRequest request) {
        var filter = new EventTable.Filter(
                request.text("kind"),
                request.text("actor"),
                request.text("region"),
                time(request, "from"),
                time(request, "to"));
        return activity.ofEverybody(member, filter, window(request)).map(EventRoutes::reply);
    }

    private static EventTable.Window window(ApiRequest request) {
        return new EventTable.Window(
                request.text("before").map(EventRoutes::id).orElse(Long.MAX_VALUE),
                request.number("limit", USUAL_PAGE));
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Problem.of(400, "bad-request").field("before", "invalid.event");
        }
    }

    private static Optional<Instant> time(ApiRequest request, String parameter) {
        try {
            return request.text(parameter).map(EventRoutes::time);
        } catch (DateTimeException e) {
            throw Problem.of(400, "bad-request").field(parameter, "invalid.time");
        }
    }

    /** Years of four digits (RFC 3339): PostgreSQL can't store every year. */
    private static Instant time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        long _ = YEARS.checkValidValue(time.getYear(), ChronoField.YEAR);
        return time.toInstant();
    }

    private static Reply reply(List<Event> found) {
        var items = new JsonArray();
        found.forEach(event -> items.add(event.json()));
        return Reply.json(new JsonObject().put("items", items));
    }
}
