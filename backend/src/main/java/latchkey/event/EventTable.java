package latchkey.event;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import latchkey.api.SignedInStaff;
import latchkey.database.Rows;

/** What happened, as it is read: newest first, a page at a time. */
final class EventTable {

    /** Which events of everybody. What is of no region, such as what concerns staff, only administrators see. */
    record Filter(
            Optional<String> kind,
            Optional<String> actor,
            Optional<String> region,
            Optional<Instant> from,
            Optional<Instant> to) {}

    /** Where a page begins, and how long it is. */
    record Window(long before, int limit) {}

    private static final String WITH_NAMES = """
        select e.id, e.at, e.kind, e.actor, e.region, e.contact_id, e.network, e.details,
            m.name as staff_name, c.given_name || ' ' || c.family_name as contact_name
        from e
        left join staff m on m.id::text = e.actor
        left join contact c on c.id = e.contact_id
        order by e.id desc
        """;

    private static final String OF_CONTACT = """
        with e as (
            select * from event where contact_id = $1 and id < $2 order by id desc limit $3
        )
        """ + WITH_NAMES;

    private final Pool pool;

    EventTable(Pool pool) {
        this.pool = pool;
    }

    Future<List<Event>> ofContact(UUID contact, Window window) {
        return run(OF_CONTACT, Tuple.of(contact, window.before(), window.limit()));
    }

    Future<List<Event>> ofEverybody(SignedInStaff member, Filter filter, Window window) {
        var conditions = new ArrayList<String>();
        Tuple parameters = Tuple.of(window.before(), window.limit());
        String[] regions = member.regions().stream()
                .filter(code -> filter.region().map(code::equals).orElse(true))
                .toArray(String[]::new);
        boolean everything = member.isAdmin() && filter.region().isEmpty();
        add(conditions, parameters, everything ? "(region = any (?) or region is null)" : "region = any (?)", regions);
        filter.kind().ifPresent(kind -> add(conditions, parameters, "kind = ?", kind));
        filter.actor().ifPresent(actor -> add(conditions, parameters, "actor = ?", actor));
        filter.from().ifPresent(from -> add(conditions, parameters, "at >= ?", from.atOffset(ZoneOffset.UTC)));
        filter.to().ifPresent(to -> add(conditions, parameters, "at < ?", to.atOffset(ZoneOffset.UTC)));
        // A condition that repeats itself lets the planner use the index of what staff did.
        filter.actor()
                .filter(actor -> actor.length() > 10)
                .ifPresent(actor -> conditions.add("actor not in ('client', 'system', 'unknown')"));
        return run(
                "with e as (select * from event where id < $1 and " + String.join(" and ", conditions)
                        + " order by id desc limit $2)\n" + WITH_NAMES,
                parameters);
    }

    private static void add(List<String> conditions, Tuple parameters, String condition, Object value) {
        parameters.addValue(value);
        conditions.add(condition.replace("?", "$" + parameters.size()));
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
                Optional.ofNullable(row.getString("staff_name")),
                Optional.ofNullable(row.getString("region")),
                Optional.ofNullable(row.getUUID("contact_id")),
                Optional.ofNullable(row.getString("contact_name")),
                Optional.ofNullable(row.getString("network")),
                row.get(JsonObject.class, "details"));
    }
}
