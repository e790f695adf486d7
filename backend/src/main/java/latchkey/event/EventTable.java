package latchkey.event;

import static java.util.stream.Collectors.joining;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.database.Rows;
import org.jspecify.annotations.Nullable;

/** What happened, as it is read: newest first, a page at a time. */
final class EventTable {

    /** Which events of everybody. Only administrators see events without a region, such as those about staff. */
    record Filter(
            Optional<String> kind,
            Optional<String> actor,
            Optional<String> region,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /** Where a page begins, and how long it is. */
    record Window(long before, int limit) {}

    /** With the contact's current name, if the condition on {@code c} allows the reader to see it. */
    private static final String WITH_NAMES = """
        select e.id, e.at, e.kind, e.actor, e.region, e.contact_id, e.network, e.details,
            m.name as staff_name, c.given_name || ' ' || c.family_name as contact_name
        from e
        left join staff m on m.id::text = e.actor
        left join contact c on c.id = e.contact_id and %s
        order by e.id desc
        """;

    private static final String OF_CONTACT = """
        with e as (
            select * from event
            where contact_id = (select id from contact where id = $1 and region = any ($4::text[])) and id < $2
            order by id desc limit $3
        )
        """ + WITH_NAMES.formatted("true");

    /** Ids are assigned within minutes of the event, so a time span is narrowed to an id span. */
    private static final String IDS = """
        select coalesce((select id from event where at < $1::timestamptz - interval '10 minutes'
                order by at desc limit 1), 0) as after,
            least($3, (select id from event where at > $2::timestamptz + interval '10 minutes'
                order by at limit 1)) as before
        """;

    private final Pool pool;

    EventTable(Pool pool) {
        this.pool = pool;
    }

    /** None where the contact is in no region of the member. */
    Future<List<Event>> ofContact(SignedInStaff member, UUID contact, Window window) {
        return run(OF_CONTACT, Tuple.of(contact, window.before(), window.limit(), member.regionCodes()));
    }

    Future<List<Event>> ofEverybody(SignedInStaff member, Filter filter, Window window) {
        if (filter.from().isEmpty() && filter.to().isEmpty()) {
            return ofEverybody(member, filter, 0, window.before(), window.limit());
        }
        return pool.preparedQuery(IDS)
                .execute(Tuple.of(at(filter.from()), at(filter.to()), window.before()))
                .map(rows -> rows.iterator().next())
                .compose(ids ->
                        ofEverybody(member, filter, ids.getLong("after"), ids.getLong("before"), window.limit()));
    }

    /**
     * The newest of each region, and of these the newest. The filter is written as a range and part of the order, which
     * forces the planner to use the index that begins with it. With an equality it would use the index of all ids,
     * which may lead through a night of guesses in another region first; {@code is true} keeps it from the index of all
     * times. Each region is a part of its own, so that the planner knows how many events it has.
     */
    private Future<List<Event>> ofEverybody(SignedInStaff member, Filter filter, long after, long before, int limit) {
        var conditions = new ArrayList<String>();
        var order = new ArrayList<>(List.of("region"));
        Tuple parameters = Tuple.of(after, before, limit);
        filter.kind().ifPresent(kind -> add(conditions, parameters, "kind between ? and ?", kind));
        filter.kind().ifPresent(kind -> order.add("kind"));
        filter.actor().ifPresent(actor -> add(conditions, parameters, "actor between ? and ?", actor));
        filter.actor().ifPresent(actor -> order.add("actor"));
        filter.from()
                .ifPresent(from -> add(conditions, parameters, "(at >= ?) is true", from.atOffset(ZoneOffset.UTC)));
        filter.to().ifPresent(to -> add(conditions, parameters, "(at < ?) is true", to.atOffset(ZoneOffset.UTC)));
        var regions = new ArrayList<String>();
        member.regions().stream()
                .filter(code -> filter.region().map(code::equals).orElse(true))
                .forEach(code -> add(regions, parameters, "region between ? and ?", code));
        if (member.isAdmin() && filter.region().isEmpty()) {
            regions.add("region is null");
        }
        String newest = "(select * from event where %s and id > $1 and id < $2"
                + conditions.stream().map(" and "::concat).collect(joining())
                + " order by " + String.join(", ", order) + ", id desc limit $3)";
        // A contact that moved to another region is no longer theirs, but its earlier events are.
        String seen = "true";
        if (!member.isAdmin()) {
            parameters.addValue(member.regionCodes());
            seen = "c.region = any ($" + parameters.size() + "::text[])";
        }
        String all = regions.stream().map(newest::formatted).collect(joining(" union all "));
        return all.isEmpty()
                ? Future.succeededFuture(List.of())
                : run(
                        "with e as (select * from (" + all + ") as newest order by id desc limit $3)\n"
                                + WITH_NAMES.formatted(seen),
                        parameters);
    }

    private static void add(List<String> conditions, Tuple parameters, String condition, Object value) {
        parameters.addValue(value);
        conditions.add(condition.replace("?", "$" + parameters.size()));
    }

    private static @Nullable OffsetDateTime at(Optional<Instant> time) {
        return time.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private Future<List<Event>> run(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .mapping(EventTable::event)
                .execute(parameters)
                .map(rows -> rows.stream().toList());
    }

    private static Event event(Row row) {
        return new Event(
                row.getLong("id"),
                Rows.instant(row, "at"),
                row.getString("kind"),
                row.getString("actor"),
                Rows.optionalText(row, "staff_name"),
                Rows.optionalText(row, "region"),
                Rows.optionalId(row, "contact_id"),
                Rows.optionalText(row, "contact_name"),
                Rows.optionalText(row, "network"),
                row.get(JsonObject.class, "details"));
    }
}
