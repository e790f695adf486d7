package latchkey.limit;

import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import latchkey.config.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The counters that one request takes from. A statement with {@link #TAKE} counts the request and finds out whether a
 * limit is exceeded, before anything is done for it: parallel requests can't slip past, on any number of backends. See
 * docs/decisions/004-limits-and-devices.md.
 */
public final class Counters {

    /**
     * Common table expressions for the parameters $1, $2 and $3 (see {@link #parameters}). {@code over} has a row (key,
     * until) for each counter whose limit is exceeded.
     */
    public static final String TAKE = takeWhere("true");

    /** An IPv6 network of 48 bits has 65,536 of the /64s that are counted; together they get as much as this many. */
    private static final int SITE_ALLOWANCE = 16;

    private final List<Counter> all = new ArrayList<>();

    private record Counter(String key, Limit limit) {}

    /**
     * The same for the counters whose {@code key} meets the condition. If one is already used up, none is incremented:
     * a request refused by a narrow limit must not use up a wider one and lock others out.
     */
    public static String takeWhere(String condition) {
        return takeWhere(condition, "true");
    }

    /** The same for counters that have nothing to do with each other, such as those of many contacts. */
    public static String takeEachWhere(String condition) {
        return takeWhere(condition, "false");
    }

    /**
     * Counters are locked in the order of their keys, so that no two statements wait for each other. A counter begins
     * anew when its own period is over, whatever an earlier configuration said, and counts no further than to one above
     * its limit.
     *
     * @param gate condition on the counters that, once used up, keep the others from being incremented
     */
    public static String takeWhere(String condition, String gate) {
        return """
            limits as (
                select key, make_interval(secs => seconds) as period, most
                from unnest($1::text[], $2::int[], $3::int[]) as l (key, seconds, most)
                where %s
            ), used_up as (
                select key, r.started_at + period as until from limits join rate_limit r using (key)
                where r.used >= most and r.started_at + period > now() and %s
            ), taken as (
                insert into rate_limit as r (key, used, started_at, until)
                select key, 1, now(), now() + period from limits where not exists (select from used_up) order by key
                on conflict (key) do update set (used, started_at, until) = (
                    select case when is_over then 1 else least(r.used, most) + 1 end,
                        case when is_over then now() else r.started_at end,
                        case when is_over then now() else r.started_at end + period
                    from limits, lateral (select r.started_at + period <= now() as is_over) as earlier
                    where limits.key = r.key)
                returning key, used, until
            ), over as (
                select key, until from taken join limits using (key) where used > most
                union all
                select key, until from used_up
            )
            """.formatted(condition, gate);
    }

    /**
     * The condition that a row of {@code rate_limit} is used up, by the current limit as in {@link #TAKE}, whatever
     * limit was in force when it was counted.
     *
     * @param count the parameter, such as $1, with the limit's count
     * @param seconds the parameter with its period
     */
    public static String isUsedUp(String count, String seconds) {
        return "used >= " + count + " and " + end(seconds) + " > now()";
    }

    /** When the period of a row of {@code rate_limit} is over, by the current limit. */
    public static String end(String seconds) {
        return "started_at + make_interval(secs => " + seconds + ")";
    }

    /**
     * Deletes the counters named in the parameter, and those whose names continue one of these with more parts, if the
     * common table expression has a row.
     */
    public static String clear(String parameter, String table) {
        return """
            delete from rate_limit where key in (
                select r.key from unnest(%s::text[]) as cleared (name)
                join rate_limit r on r.key = name or %s
                where exists (select from %s)
                order by r.key for update of r)
            """.formatted(parameter, hasMoreParts("name"), table);
    }

    /** The condition that a row of {@code rate_limit} has this name, an SQL expression, with more parts behind it. */
    public static String hasMoreParts(String name) {
        return "key between " + name + " || ' ' and " + name + " || '!'";
    }

    /**
     * The name of a counter: its kind, then each part with its length, so that no text makes another counter's name.
     * The parts are values of a known form and length (addresses, networks, ids), never what somebody typed.
     */
    public static String key(String kind, String... parts) {
        return Stream.of(parts)
                .map(part -> " " + part.codePointCount(0, part.length()) + ":" + part)
                .collect(joining("", kind, ""));
    }

    /** {@link #key} as an SQL expression of the columns that have the parts. */
    public static String sqlKey(String kind, String... columns) {
        return Stream.of(columns)
                .map(column -> " || ' ' || length(" + column + ") || ':' || " + column)
                .collect(joining("", "'" + kind + "'", ""));
    }

    /** Counts against a limit, unless it is off. */
    @CanIgnoreReturnValue
    public Counters add(Limit limit, String kind, String... parts) {
        if (!limit.isOff()) {
            all.add(new Counter(key(kind, parts), limit));
        }
        return this;
    }

    /** Counts against the limit of a network; an IPv6 one also against that of the /48 around it. */
    @CanIgnoreReturnValue
    public Counters addNetwork(Limit limit, String kind, String network) {
        add(limit, kind, network);
        if (network.endsWith("/64") && !limit.isOff()) {
            String site = Stream.of(network.split(":")).limit(3).collect(joining(":", "", "::/48"));
            int most = (int) Math.min(Integer.MAX_VALUE, (long) limit.count() * SITE_ALLOWANCE);
            add(new Limit(most, limit.period()), kind, site);
        }
        return this;
    }

    /** Counts against the limits of the others too. */
    @CanIgnoreReturnValue
    public Counters addAll(Counters others) {
        all.addAll(others.all);
        return this;
    }

    /** The parameters of a statement with {@link #TAKE}: $1 to $3 are the counters. */
    public Tuple parameters(@Nullable Object... others) {
        Tuple parameters = Tuple.of(
                keys().toArray(String[]::new),
                all.stream().map(counter -> counter.limit().seconds()).toArray(Integer[]::new),
                all.stream().map(counter -> counter.limit().count()).toArray(Integer[]::new));
        Arrays.stream(others).forEach(parameters::addValue);
        return parameters;
    }

    public List<String> keys() {
        return all.stream().map(Counter::key).toList();
    }
}
