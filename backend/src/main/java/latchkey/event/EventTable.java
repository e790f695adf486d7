package latchkey.event;

import static java.util.stream.Collectors.joining;

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

    /** An event gets its id within minutes of its time, so the time bounds the ids, and with them what is read. */
    private static final String FROM = """
        at >= ? and id > coalesce(
            (select id from event where at < ?::timestamptz - interval '10 minutes' order by at desc limit 1), 0)
        """;

    private static final String TO = """
        at < ? and id < coalesce(
            (select id from event where at > ?::timestamptz + interval '10 minutes' order by at limit 1), $1)
        """;

    private final Pool pool;

    EventTable(Pool pool) {
        this.pool = pool;
    }

    Future<List<Event>> ofContact(UUID contact, Window window) {
        return run(OF_CONTACT, Tuple.of(contact, window.before(), window.limit()));
    }

    /**
     * The newest of each region, and of these the newest. What is asked for is written as a range and ordered by too: that
     * leaves the planner no way but the index which begins with it. The one of all ids, which it takes for an equality,
     * may lead through a night of guesses at another region first.
     */
    Future<List<Event>> ofEverybody(SignedInStaff member, Filter filter, Window window) {
        var conditions = new ArrayList<String>();
        Tuple parameters = Tuple.of(window.before(), window.limit())
                .addValue(member.regions().stream()
                        .filter(code -> filter.region().map(code::equals).orElse(true))
                        .toArray(String[]::new));
        filter.kind().ifPresent(kind -> add(conditions, parameters, "kind between ? and ?", kind));
        filter.actor().ifPresent(actor -> add(conditions, parameters, "actor between ? and ?", actor));
        filter.from().ifPresent(from -> add(conditions, parameters, FROM, from.atOffset(ZoneOffset.UTC)));
        filter.to().ifPresent(to -> add(conditions, parameters, TO, to.atOffset(ZoneOffset.UTC)));
        String order = filter.kind().isPresent() ? "kind, id" : filter.actor().isPresent() ? "actor, id" : "id";
        String newest = "(select * from event where %s and id < $1"
                + conditions.stream().map(" and "::concat).collect(joining())
                + " order by region, " + order + " desc limit $2)";
        String ofRegions = "select one.* from unnest($3::text[]) as code cross join lateral "
                + newest.formatted("region between code and code") + " as one";
        String all = member.isAdmin() && filter.region().isEmpty()
                ? ofRegions + " union all " + newest.formatted("region is null")
                : ofRegions;
        return run(
                "with e as (select * from (" + all + ") as newest order by id desc limit $2)\n" + WITH_NAMES,
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
